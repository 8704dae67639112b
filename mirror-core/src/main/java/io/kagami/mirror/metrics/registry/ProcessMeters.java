package io.kagami.mirror.metrics.registry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The one registry of this process: Connect creates connectors by the names of their classes and hands them nothing but settings, so that no
 * other way leads from them to it. Where Connect keeps plugins apart, a process has one for each copy of the plugin that was loaded.
 *
 * <p>It has no thread and does nothing by itself: values are read when somebody asks for them.
 *
 * <p>Threading: thread-safe.
 */
public final class ProcessMeters {

    private static final PrometheusMeterRegistry REGISTRY = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private ProcessMeters() {}

    /** Where to register meters. */
    public static MeterRegistry registry() {
        return REGISTRY;
    }

    /** All that is registered now, in Prometheus' text format 0.0.4. */
    public static String prometheusText() {
        return REGISTRY.scrape();
    }
}
