package io.kagami.mirror.validation.online;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What became of several questions asked at once.
 *
 * @param values of those that were answered
 * @param errors by which others were refused
 */
public record Answers<K, V>(Map<K, V> values, Map<K, Throwable> errors) {

    public Answers {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    /**
     * Awaits every one of them.
     *
     * @throws ExecutionException if one failed for a reason that will pass, so that nothing can be said
     */
    public static <K, V> Answers<K, V> await(ReachedCluster cluster, Map<K, KafkaFuture<V>> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<K, V> values = new HashMap<>();
        Map<K, Throwable> errors = new HashMap<>();
        for (Map.Entry<K, KafkaFuture<V>> each : asked.entrySet()) {
            try {
                values.put(each.getKey(), cluster.await(each.getValue()));
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof RetriableException && !(cause instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                errors.put(each.getKey(), cause);
            }
        }
        return new Answers<>(values, errors);
    }
}
