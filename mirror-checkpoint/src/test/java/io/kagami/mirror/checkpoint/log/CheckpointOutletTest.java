package io.kagami.mirror.checkpoint.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointOutletTest {

    private static final CheckpointTopic TOPIC = new CheckpointTopic(
            new ClusterAlias("B"),
            "A.checkpoints.internal",
            Optional.empty(),
            Map.of(),
            Map.of("bootstrap.servers", "localhost:1"),
            Map.of());

    /** Opened so far; the last is in use. */
    private final List<FakeProducer> producers = new ArrayList<>();

    private final AtomicLong nanos = new AtomicLong(42);
    private final CheckpointOutlet outlet = new CheckpointOutlet(TOPIC, this::open, nanos::get);

    /** Kafka's own, to be told what becomes of the next record. */
    private static final class FakeProducer extends MockProducer<byte[], byte[]> {
        private @Nullable Supplier<Future<RecordMetadata>> fate;
        private Runnable atEachRecord = () -> {};

        private FakeProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            Future<RecordMetadata> written = super.send(record);
            atEachRecord.run();
            return fate == null ? written : fate.get();
        }
    }

    private Producer<byte[], byte[]> open(Map<String, Object> settings) {
        FakeProducer opened = new FakeProducer();
        producers.add(opened);
        return opened;
    }

    @AfterEach
    void closes() {
        boolean unused = Thread.interrupted();
        outlet.close();
        assertThat(producers).allMatch(MockProducer::closed);
    }

    @Test
    void keepsAProducerForAsLongAsThereAreCheckpoints() throws Exception {
        outlet.put(List.of());
        outlet.rest();
        assertThat(producers).isEmpty();

        for (int round = 0; round < 3; round++) {
            outlet.put(checkpoints(2));
            pass(Duration.ofSeconds(59));
            outlet.rest();
        }
        assertThat(producers).hasSize(1);
        assertThat(last().history()).hasSize(6);

        pass(Duration.ofSeconds(1));
        outlet.rest();
        assertThat(last().closed()).isTrue();

        outlet.put(checkpoints(1));
        assertThat(producers).hasSize(2);
        assertThat(last().history()).hasSize(1);
    }

    @Test
    void takesAnotherProducerAfterAnyFailure() throws Exception {
        assertFails(
                CheckpointsUnavailableException.class,
                producer -> producer.partitionsForException = new TimeoutException("topic not found"));
        assertFails(
                CheckpointsUnavailableException.class,
                producer -> producer.sendException = new KafkaException("the producer has come to its end"));
        assertFails(
                IllegalStateException.class,
                producer ->
                        producer.sendException = new IllegalStateException("the producer does not know what to do"));
        assertFails(
                CheckpointsUnavailableException.class,
                producer -> producer.fate = () -> CompletableFuture.failedFuture(new TimeoutException("no answer")));
        assertFails(CheckpointsUnavailableException.class, producer -> {
            producer.fate = CompletableFuture::new; // nobody is left to complete it
            producer.atEachRecord = () -> pass(Duration.ofMinutes(3));
        });
    }

    @Test
    void tellsWhetherItIsForbidden() throws Exception {
        outlet.put(checkpoints(1));
        last().fate = () -> CompletableFuture.failedFuture(new ClusterAuthorizationException("no"));

        assertThatThrownBy(() -> outlet.put(checkpoints(1)))
                .isInstanceOfSatisfying(CheckpointsUnavailableException.class, refused -> {
                    assertThat(refused.isForbidden()).isTrue();
                    assertThat(refused.cluster()).isEqualTo(TOPIC.cluster());
                });
    }

    @Test
    void writesNoMoreOnceItIsInterrupted() throws Exception {
        outlet.put(checkpoints(1));
        FakeProducer producer = last();
        producer.clear();
        producer.atEachRecord = () -> {
            if (producer.history().size() == 300) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> outlet.put(checkpoints(1_200))).isInstanceOf(InterruptedException.class);
        assertThat(producer.history()).hasSize(500);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> outlet.put(checkpoints(1_200))).isInstanceOf(InterruptedException.class);
        assertThat(producer.history()).hasSize(500);

        outlet.put(checkpoints(1_200));
        assertThat(producer.history()).hasSize(1_700);
        assertThat(producers).hasSize(1);
    }

    /** What makes a producer fail. */
    private interface Trouble {
        void befall(FakeProducer producer);
    }

    private void assertFails(Class<? extends RuntimeException> as, Trouble trouble) throws InterruptedException {
        outlet.put(checkpoints(1));
        FakeProducer failing = last();
        trouble.befall(failing);

        assertThatThrownBy(() -> outlet.put(checkpoints(1))).isInstanceOf(as);
        assertThat(failing.closed()).isTrue();

        outlet.put(checkpoints(1));
        assertThat(last()).isNotSameAs(failing);
        assertThat(last().history()).hasSize(1);
    }

    private FakeProducer last() {
        return producers.get(producers.size() - 1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static List<Checkpoint> checkpoints(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Checkpoint("group", new TopicPartition("A.topic", number), 10, 10, ""))
                .toList();
    }
}
