package io.kagami.mirror.metrics.export;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.registry.ProcessMeters;
import io.kagami.mirror.release.ProjectVersion;
import io.kagami.mirror.topology.Flow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.HashMap;
import java.util.Map;

/**
 * All metrics of this process as Prometheus reads them. Nothing is bound before the first time it asks.
 *
 * <p>Threading: thread-safe; one at a time.
 */
public final class MetricsPage {

    /** Of {@link #text}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final MetricsPage OF_PROCESS = new MetricsPage();

    private final Map<Flow, FlowSeries> flows = new HashMap<>();
    private boolean hasProcess;

    private MetricsPage() {}

    /** The same one for everybody, as the registry is. */
    public static MetricsPage ofProcess() {
        return OF_PROCESS;
    }

    /** What there is now, in Prometheus' text format 0.0.4. */
    public synchronized String text() {
        refresh();
        return ProcessMeters.prometheusText();
    }

    /** Binds in the registry what has come since it was last asked for. */
    public synchronized MeterRegistry refresh() {
        MeterRegistry registry = ProcessMeters.registry();
        if (!hasProcess) {
            bindProcess(registry);
            hasProcess = true;
        }
        FlowMeter.ofProcess()
                .forEach((flow, meter) -> flows.computeIfAbsent(flow, key -> new FlowSeries(registry, meter))
                        .refresh());
        return registry;
    }

    /** It lives as long as the process, so nothing of it is closed. */
    private static void bindProcess(MeterRegistry registry) {
        Gauge.builder("kagami.build", () -> 1)
                .description("Always 1; its label is the version of Kagami.")
                .tag("version", ProjectVersion.current())
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }
}
