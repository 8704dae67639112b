package io.kagami.mirror.cli.status.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.runtime.remote.WorkerGroup.Worker;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerAddressesTest {

    private static final Worker ONE = worker("http://one:8083/", "10.0.0.1");

    @Test
    void workersAreAskedWhereTheySayUnlessThatIsLocalhostOfAnotherMachine() {
        WorkerAddresses addresses = WorkerAddresses.of(
                List.of(
                        ONE,
                        worker("http://localhost:8083/", "192.0.2.7"),
                        worker("http://localhost:8084/", "127.0.0.1")),
                Map.of());

        assertThat(addresses.reachable())
                .extracting(URI::toString)
                .containsExactly("http://one:8083/", "http://localhost:8084/");
        assertThat(addresses)
                .hasToString("http://one:8083/, http://localhost:8084/, http://localhost:8083/ of 192.0.2.7");
    }

    @Test
    void whereNoWorkerIsKnownTheFilesListenersAreAsked() {
        assertThat(WorkerAddresses.of(List.of(), Map.of("listeners", "http://two:1, http://two:2"))
                        .reachable())
                .extracting(URI::toString)
                .containsExactly("http://two:1", "http://two:2");
        assertThat(WorkerAddresses.of(List.of(), Map.of()).reachable())
                .extracting(URI::toString)
                .containsExactly("http://localhost:8083");
    }

    @Test
    void whereNobodyAnswersNothingIsKnown() throws InterruptedException {
        assertThat(new WorkerAddresses(List.of(URI.create("http://localhost:1")), List.of(), Map.of()).ask())
                .isEmpty();
    }

    private static Worker worker(String url, String host) {
        return new Worker(Optional.of(URI.create(url)), host);
    }
}
