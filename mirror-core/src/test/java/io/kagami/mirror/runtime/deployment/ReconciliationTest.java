package io.kagami.mirror.runtime.deployment;

import static io.kagami.mirror.runtime.deployment.ConnectorDeploymentTest.config;
import static io.kagami.mirror.runtime.deployment.ConnectorDeploymentTest.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final String NAME = "A.MirrorSourceConnector";
    private static final String OTHER = "C.MirrorSourceConnector";

    private final Reconciliation reconciliation =
            new Reconciliation(Map.of(NAME, config("topics", "mine")), name -> false);

    @Test
    void overrulesWhatItFindsAtItsStart() {
        Reconciliation.Difference difference =
                reconciliation.difference(running(Map.of(NAME, config("topics", "theirs"), OTHER, config())));

        assertThat(difference.pending()).hasSize(2);
        assertThat(difference.drift()).isEmpty();
    }

    @Test
    void leavesToOthersWhatTheyChangeAfterwards() {
        reconciliation.difference(running(Map.of(NAME, config("topics", "mine"))));

        Reconciliation.Difference difference =
                reconciliation.difference(running(Map.of(NAME, config("topics", "theirs"), OTHER, config())));

        assertThat(difference.pending()).isEmpty();
        assertThat(difference.drift()).hasSize(2);
    }

    @Test
    void leavesAloneWhatAnotherFileHas() {
        Reconciliation mine = new Reconciliation(Map.of(NAME, config("topics", "mine")), OTHER::equals);

        Reconciliation.Difference difference =
                mine.difference(running(Map.of(NAME, config("topics", "mine"), OTHER, config(), "D.Sink", config())));

        assertThat(difference.pending()).isEmpty();
        assertThat(difference.drift()).isEmpty();
        assertThat(difference.foreign()).containsExactly(OTHER);
    }

    @Test
    void deletesWhatThisProcessCreatedBeforeAReloadThoughItIsListedLate() {
        Reconciliation reloaded =
                new Reconciliation(Map.of(NAME, config("topics", "mine")), name -> false, Set.of(NAME, OTHER));
        Map<String, RunningConnector> mine = running(Map.of(NAME, config("topics", "mine")));
        Map<String, RunningConnector> both = running(Map.of(NAME, config("topics", "mine"), OTHER, config()));

        assertThat(reloaded.difference(mine).pending()).isEmpty();
        assertThat(reloaded.difference(both).pending()).containsExactly(new ConnectorAction.Delete(OTHER));
        assertThat(reloaded.difference(mine).pending()).isEmpty();

        Reconciliation.Difference madeByAnother = reloaded.difference(both);
        assertThat(madeByAnother.pending()).isEmpty();
        assertThat(madeByAnother.drift()).hasSize(1);
    }

    @Test
    void tellsALastingDifferenceOnceAndWhenItIsGone() {
        DriftWatch watch = new DriftWatch();
        List<ConnectorAction> difference = List.of(new ConnectorAction.Delete(OTHER));
        Instant start = Instant.EPOCH;

        assertThat(watch.isNews(List.of(), start)).isFalse();
        assertThat(watch.isNews(difference, start)).isFalse();
        assertThat(watch.isNews(difference, start.plusSeconds(29))).isFalse();
        assertThat(watch.isNews(difference, start.plusSeconds(30))).isTrue();
        assertThat(watch.isNews(difference, start.plusSeconds(60))).isFalse();
        assertThat(watch.isNews(List.of(), start.plusSeconds(61))).isTrue();
        assertThat(watch.isNews(List.of(), start.plusSeconds(62))).isFalse();
    }
}
