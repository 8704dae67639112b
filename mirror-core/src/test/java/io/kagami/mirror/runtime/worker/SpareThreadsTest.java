package io.kagami.mirror.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

class SpareThreadsTest {

    /** An update of Kafka that renames them would bring sixteen threads back. */
    @Test
    void findsTheFieldsOfThisVersionOfConnect() throws NoSuchFieldException {
        assertThat(DistributedHerder.class
                        .getDeclaredField(SpareThreads.STARTS_AND_STOPS)
                        .getType())
                .isEqualTo(ExecutorService.class);
        assertThat(RestServer.class.getDeclaredField(SpareThreads.REST).getType())
                .isEqualTo(Server.class);
    }

    @Test
    void endsIdleThreadsOfARunningServer() throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(50, 8, 100);
        Server server = new Server(pool);
        server.start();
        try {
            assertThat(pool.getThreads()).isGreaterThanOrEqualTo(8);

            SpareThreads.endWhenIdle(server);

            await().atMost(Duration.ofSeconds(30)).until(() -> pool.getThreads() <= 2);
        } finally {
            server.stop();
        }
    }
}
