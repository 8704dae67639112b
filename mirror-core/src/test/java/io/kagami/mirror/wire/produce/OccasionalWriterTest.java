package io.kagami.mirror.wire.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.topology.ClusterAlias;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OccasionalWriterTest {

    private static final TopicPartition PARTITION = new TopicPartition("heartbeats", 0);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void endsAtOnceWhenItIsInterrupted() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
                OccasionalWriter writer = new OccasionalWriter(
                        new ClusterAlias("A"),
                        Map.of("bootstrap.servers", "localhost:" + silent.getLocalPort()),
                        PARTITION)) {
            silent.setSoTimeout(30_000);
            Future<OccasionalWriter.Outcome> outcome =
                    thread.submit(() -> writer.write(new byte[1], new byte[1], 0, LONG));
            try (Socket connection = silent.accept()) {
                assertThat(connection.isConnected()).isTrue();

                thread.shutdownNow();

                assertThatThrownBy(() -> outcome.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(InterruptedException.class);
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
