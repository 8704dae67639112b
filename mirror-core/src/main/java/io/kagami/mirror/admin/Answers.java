package io.kagami.mirror.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

/** How the parts of Admin calls ended: every key is in exactly one of both maps. */
public record Answers<K, V>(Map<K, V> values, Map<K, Throwable> errors) {

    /**
     * Waits for every future; the client's {@code default.api.timeout.ms} bounds the time. Void futures are in {@code values} with a null value.
     *
     * @throws InterruptedException when the calling thread is asked to stop; the calls go on
     */
    public static <K, V> Answers<K, V> await(Map<K, ? extends KafkaFuture<V>> futures) throws InterruptedException {
        Map<K, V> values = new LinkedHashMap<>();
        Map<K, Throwable> errors = new LinkedHashMap<>();
        for (Map.Entry<K, ? extends KafkaFuture<V>> entry : futures.entrySet()) {
            try {
                values.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                errors.put(entry.getKey(), e.getCause() == null ? e : e.getCause());
            }
        }
        return new Answers<>(values, errors);
    }
}
