package io.kagami.mirror.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterIdentitiesTest {

    private static final ClusterAlias A = new ClusterAlias("A");
    private static final ClusterAlias B = new ClusterAlias("B");

    private final ClusterIdentities identities = new ClusterIdentities();

    @Test
    void refusesASecondAliasForOneCluster() {
        identities.identified(B, "id-1");

        assertThatThrownBy(() -> identities.identified(A, "id-1"))
                .isInstanceOf(SameClusterException.class)
                .hasMessageContaining("aliases A and B are one and the same cluster")
                .hasMessageContaining("id-1")
                .hasMessageContaining("accept.shared.cluster.id = id-1");
        assertThatThrownBy(() -> identities.awaitFirstAnswers(List.of(A, B), Duration.ofSeconds(1)))
                .isInstanceOf(SameClusterException.class);
    }

    @Test
    void acceptsTheSameAliasTwiceAndOtherClusters() {
        identities.identified(A, "id-1");
        identities.identified(A, "id-1");
        identities.identified(B, "id-2");

        assertThatCode(() -> identities.awaitFirstAnswers(List.of(A, B), Duration.ofSeconds(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsASecondClusterWithAnIdThatIsShared() {
        identities.share(Set.of("id-1"));
        identities.identified(B, "id-1");

        assertThatCode(() -> identities.identified(A, "id-1")).doesNotThrowAnyException();
        identities.identified(A, "id-2");
        assertThatThrownBy(() -> identities.identified(B, "id-2")).isInstanceOf(SameClusterException.class);
    }

    @Test
    void forgetsAliasesThatAReloadRemoved() {
        identities.identified(A, "id-1");
        identities.retain(List.of(B));

        assertThatCode(() -> identities.identified(B, "id-1")).doesNotThrowAnyException();
    }

    @Test
    void doesNotWaitForAClusterThatIsDown() throws InterruptedException {
        identities.unavailable(A);

        identities.awaitFirstAnswers(List.of(A), Duration.ofDays(1));
    }
}
