package io.kagami.mirror.source.trouble;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary producer beside the copier's own, for the few records that are not copied: what is put aside, and notes. Neither thread nor
 * client exist before the first of them.
 *
 * <p>Threading: a thread of its own, on which jobs run one after the other; {@link #run} may be called from any thread, {@link #send} from
 * within a job.
 */
public final class SideProducer implements AutoCloseable {

    private static final int MOST_REQUEST_BYTES = 1 << 29;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> settings;
    private final ExecutorService thread;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /**
     * @param producerSettings of a producer for the target
     * @param label which task of which flow
     */
    public SideProducer(Map<String, Object> producerSettings, String label) {
        settings = new HashMap<>(producerSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_REQUEST_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "mirror-aside-" + label);
        thread = Executors.newSingleThreadExecutor(job -> {
            Thread made = new Thread(job, "mirror-aside-" + label);
            made.setDaemon(true);
            return made;
        });
    }

    /** Does the job when its turn comes; not at all once this is closed. */
    void run(Runnable job) {
        try {
            Future<?> unused = thread.submit(job);
        } catch (RejectedExecutionException closed) {
            // Whoever is closing has no use for it any more.
            return;
        }
    }

    /**
     * Returns when all are acknowledged by all in-sync replicas.
     *
     * @throws KafkaException if one is not
     */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> present = producer;
        if (present == null) {
            present = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = present;
        }
        KafkaProducer<byte[], byte[]> open = present;
        List<Future<RecordMetadata>> sent = records.stream().map(open::send).toList();
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        run(() -> {
            if (producer != null) {
                producer.close(Duration.ofSeconds(1));
            }
        });
        thread.shutdown();
    }
}
