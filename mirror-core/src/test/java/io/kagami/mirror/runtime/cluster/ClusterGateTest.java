package io.kagami.mirror.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterGateTest {

    private static final ClusterAlias B = new ClusterAlias("B");

    private final List<String> told = new ArrayList<>();
    private final ClusterListener listener = new ClusterListener() {
        @Override
        public void clusterUnavailable(ClusterAlias cluster, String reason) {
            told.add(cluster + " down: " + reason);
        }

        @Override
        public void accessRefused(ClusterAlias cluster, String reason) {
            told.add(cluster + " refuses: " + reason);
        }

        @Override
        public void clusterAvailable(ClusterAlias cluster) {
            told.add(cluster + " up");
        }
    };

    @Test
    void tellsOnceThatAClusterIsDownAndOnceThatItIsBack() throws InterruptedException {
        List<Integer> attempts = new ArrayList<>();
        ClusterProbe upAtTheThirdAttempt = properties -> {
            attempts.add(1);
            if (attempts.size() < 3) {
                throw new ClusterUnavailableException(new IllegalStateException("refused"));
            }
            return "id";
        };

        new ClusterGate(upAtTheThirdAttempt, new ClusterIdentities(), listener).await(B, Map.of());

        assertThat(told).containsExactly("B down: IllegalStateException: refused", "B up");
    }

    @Test
    void tellsWhenAClusterThatWasDownIsThereAndRefuses() throws InterruptedException {
        List<ClusterUnavailableException> failures = new ArrayList<>(List.of(
                new ClusterUnavailableException("silent", new IllegalStateException()),
                ClusterUnavailableException.refused("wrong password", new IllegalStateException()),
                ClusterUnavailableException.refused("wrong password", new IllegalStateException())));
        ClusterProbe upAtLast = properties -> {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            return "id";
        };

        new ClusterGate(upAtLast, new ClusterIdentities(), listener).await(B, Map.of());

        assertThat(told).containsExactly("B down: silent", "B refuses: wrong password", "B up");
    }

    @Test
    void saysNothingAboutAClusterThatIsUp() throws InterruptedException {
        new ClusterGate(properties -> "id", new ClusterIdentities(), listener).await(B, Map.of());

        assertThat(told).isEmpty();
    }
}
