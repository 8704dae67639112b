package io.kagami.mirror.benchmarks.workload;

import io.kagami.mirror.testkit.workload.Transactions;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic that exists and is empty, to be filled with a workload: record n goes to partition n modulo partitions.
 *
 * @param bootstrapServers of the cluster that holds it
 * @param workload what goes into it
 */
public record SourceTopic(String bootstrapServers, Workload workload) {

    /** A transaction waits for the broker several times; with several at once filling takes seconds, not minutes. */
    private static final int TRANSACTIONAL_WRITERS = 8;

    /** Writes all records and returns when the broker has them. */
    public void fill() {
        if (workload.batches().transactions().used()) {
            CompletableFuture.allOf(IntStream.range(0, TRANSACTIONAL_WRITERS)
                            .mapToObj(writer -> CompletableFuture.runAsync(
                                    () -> fillInTransactions(writer), task -> new Thread(task).start()))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } else {
            fillAtOnce();
        }
    }

    private void fillAtOnce() {
        try (SourceWriter writer = new SourceWriter(settings())) {
            for (long number = 0; number < workload.records(); number++) {
                writer.send(record(number));
            }
            writer.confirm();
        }
    }

    /** Takes every n-th transaction, so that those of several producers lie between one another. */
    private void fillInTransactions(int writerNumber) {
        Transactions transactions = workload.batches().transactions();
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("transactional.id", workload.name() + "-" + writerNumber);
        // The flush before each end sends what there is.
        settings.put("linger.ms", 1_000);
        try (SourceWriter writer = new SourceWriter(settings)) {
            long step = (long) TRANSACTIONAL_WRITERS * transactions.recordsEach();
            long first = (long) writerNumber * transactions.recordsEach();
            for (long start = first; start < workload.records(); start += step) {
                long end = Math.min(workload.records(), start + transactions.recordsEach());
                writer.begin();
                for (long number = start; number < end; number++) {
                    writer.send(record(number));
                }
                writer.end(transactions.aborts(end - 1));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(long number) {
        byte[] key = ByteBuffer.allocate(Workload.KEY_BYTES).putLong(number).array();
        int partition = (int) (number % workload.partitions());
        return new ProducerRecord<>(
                workload.name(), partition, key, workload.payload().value(number));
    }

    private Map<String, Object> settings() {
        Batches batches = workload.batches();
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                batches.codec(),
                "batch.size",
                batches.bytes(),
                // Batches of one record need no waiting; others shall be full.
                "linger.ms",
                batches.single() ? 0 : 100,
                "max.in.flight.requests.per.connection",
                5,
                "buffer.memory",
                64L * 1024 * 1024);
    }
}
