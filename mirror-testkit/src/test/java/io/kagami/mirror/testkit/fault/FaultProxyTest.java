package io.kagami.mirror.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server behind the proxy sends back what it receives. */
class FaultProxyTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        threads.execute(this::serve);
        proxy = FaultProxy.inFrontOf(List.of(server.getLocalPort()));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesBytesUnchangedAndCountsThem() throws IOException {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (Socket client = connect()) {
            threads.execute(() -> write(client, sent));

            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            assertThat(proxy.bytesToBrokers()).isEqualTo(sent.length);
            assertThat(proxy.bytesToClients()).isEqualTo(sent.length);
        }
        Awaitility.await("all connections are closed").until(() -> proxy.connections() == 0);
    }

    @Test
    void cutBreaksConnectionsAndRefusesNewOnesUntilHealed() throws IOException {
        try (Socket client = connect()) {
            assertThat(echo(client)).isEqualTo(7);

            proxy.cut();

            assertThat(proxy.connections()).isZero();
            assertThatThrownBy(() -> echo(client)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> echo(connect())).isInstanceOf(IOException.class);
        }
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(echo(client)).isEqualTo(7);
        }
    }

    @Test
    void stallHoldsBytesBackAndHealDeliversThem() throws IOException {
        try (Socket client = connect()) {
            assertThat(echo(client)).isEqualTo(7);
            proxy.stall();
            client.setSoTimeout(300);

            assertThatThrownBy(() -> echo(client)).isInstanceOf(SocketTimeoutException.class);

            client.setSoTimeout(10_000);
            proxy.heal();
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void delayHoldsEveryByteButNotTheOnesBehindIt() throws IOException {
        proxy.delay(Duration.ofMillis(200));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            for (int count = 0; count < 20; count++) {
                client.getOutputStream().write(count);
            }
            assertThat(client.getInputStream().readNBytes(20)).hasSize(20).startsWith(0, 1, 2);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(200), Duration.ofMillis(1_500));
        }
    }

    @Test
    void aServerThatIsDownIsAConnectionThatBreaks() throws IOException {
        server.close(); // which may let one last connection in

        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(() -> echo(connect())).isInstanceOf(IOException.class));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("localhost"), proxy.port(0));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int echo(Socket client) throws IOException {
        client.getOutputStream().write(7);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection ended");
        }
        return answer;
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> sendBack(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void sendBack(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException broken) {
            // The test broke it.
        }
    }
}
