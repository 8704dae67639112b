package io.kagami.mirror.source.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.topology.Flow;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormerSourceTest {

    private static final Flow FLOW = Flow.of("A", "B");
    private static final AcceptedIds NONE = new AcceptedIds("", "");

    @Test
    void whatWasNeverNotedAndWhatIsTheSameMayBeCopied() {
        assertThat(former(null).refusal("production", NONE)).isEmpty();
        assertThat(former("production").refusal("production", NONE)).isEmpty();
    }

    @Test
    void anotherClusterUnderTheAliasIsRefusedWithWhatToDo() {
        assertThat(former("production").refusal("staging", NONE))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("A->B copies nothing: A is the cluster with the id staging now")
                        .contains("the one with the id production", "topic mm2-kagami-syncs.A.internal on B")
                        .contains("A.bootstrap.servers")
                        .endsWith("write A->B.accept.source.cluster.id = staging"));
    }

    @Test
    void onlyTheVeryIdThatIsNamedIsAccepted() {
        AcceptedIds accepted = new AcceptedIds("rebuilt", "");
        assertThat(former("production").refusal("rebuilt", accepted)).isEmpty();
        assertThat(former("production").refusal("staging", accepted)).isPresent();
        assertThat(former("rebuilt").refusal("production", accepted)).isPresent();
    }

    private static FormerSource former(@Nullable String sourceId) {
        return new FormerSource(
                FLOW,
                "mm2-kagami-syncs.A.internal",
                Optional.ofNullable(sourceId)
                        .map(id -> new FlowNote(
                                FLOW, id, "target", false, "A.probe", ".*", new TreeSet<>(), new TreeSet<>())));
    }
}
