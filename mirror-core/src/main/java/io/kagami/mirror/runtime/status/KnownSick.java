package io.kagami.mirror.runtime.status;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.MirrorSourceConnector;
import io.kagami.mirror.source.trouble.SickPartitions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions of a source connector are sick: those this process knows of, and, of tasks in other processes, those the flow's notes name.
 * Notes are read when somebody asks, at most every few seconds.
 *
 * <p>Threading: thread-safe; reads notes on a thread of its own, which ends when it has nothing to do.
 */
final class KnownSick implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSick.class);
    private static final long READ_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CLASS = "connector.class";
    private static final String PROVIDERS = "config.providers";

    private record Notes(Future<Collection<PartitionEvent>> sick, long readNanos) {
        boolean areOld(long nowNanos) {
            return sick.isDone() && nowNanos - readNanos >= READ_EVERY_NANOS;
        }
    }

    private final Function<String, Map<String, String>> configs;
    private final Map<String, Object> worker;
    private final Map<String, Notes> notes = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor reader =
            new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "mirror-status");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * @param configs the settings of a connector by its name
     * @param worker the worker's settings, whose config providers those of connectors may need
     */
    KnownSick(Function<String, Map<String, String>> configs, Map<String, Object> worker) {
        this.configs = configs;
        this.worker = worker;
        reader.allowCoreThreadTimeOut(true);
    }

    /** What is known now; empty of connectors of other kinds, and where it cannot be found out. */
    Collection<PartitionEvent> of(String connector) {
        try {
            Map<String, String> config = configs.apply(connector);
            return MirrorSourceConnector.class.getName().equals(config.get(CLASS))
                    ? of(connector, FlowConfig.from(resolved(config)))
                    : List.of();
        } catch (RuntimeException e) {
            LOG.debug("sick partitions are not known connector={}", connector, e);
            return List.of();
        }
    }

    private Collection<PartitionEvent> of(String connector, FlowConfig config) {
        Map<String, PartitionEvent> sick = new TreeMap<>();
        noted(connector, config).forEach(event -> sick.put(name(event.source()), event));
        FlowEvents.of(config.flow()).sick().forEach((source, event) -> sick.put(name(source), event));
        return sick.values();
    }

    private static String name(TopicPartition partition) {
        return "%s-%08d".formatted(partition.topic(), partition.partition());
    }

    private Collection<PartitionEvent> noted(String connector, FlowConfig config) {
        long now = System.nanoTime();
        Notes present = notes.compute(
                connector,
                (name, before) -> before == null || before.areOld(now)
                        ? new Notes(
                                reader.submit(() -> SickPartitions.read(config).values()), now)
                        : before);
        try {
            return present.sick.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("notes of sick partitions cannot be read connector={}", connector, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /** Connect keeps references to a provider's values as they are; whoever uses the settings must look them up. */
    private Map<String, String> resolved(Map<String, String> connector) {
        Map<String, Object> all = new HashMap<>(connector);
        worker.forEach((key, value) -> {
            if (key.startsWith(PROVIDERS)) {
                all.put(key, value);
            }
        });
        Map<String, String> resolved = new HashMap<>();
        new AbstractConfig(new ConfigDef(), all, false).originals().forEach((key, value) -> {
            if (!key.startsWith(PROVIDERS)) {
                resolved.put(key, String.valueOf(value));
            }
        });
        return resolved;
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
