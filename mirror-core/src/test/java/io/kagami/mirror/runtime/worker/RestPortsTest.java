package io.kagami.mirror.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class RestPortsTest {

    @Test
    void passesOverPortsThatAreTakenOrReserved() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            RestPorts ports = new RestPorts(taken.getLocalPort());

            int first = ports.reserve();
            int second = ports.reserve();

            assertThat(first).isGreaterThan(taken.getLocalPort());
            assertThat(second).isGreaterThan(first);
        }
    }

    @Test
    void offersAReleasedPortAgain() {
        RestPorts ports = new RestPorts();
        int first = ports.reserve();

        ports.release(first);

        assertThat(ports.reserve()).isEqualTo(first);
    }
}
