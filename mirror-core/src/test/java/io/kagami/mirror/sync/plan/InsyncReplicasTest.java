package io.kagami.mirror.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.Remark.InsyncLimited;
import io.kagami.mirror.sync.plan.Remark.InsyncLowered;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.sync.plan.TopicConfigs.Origin;
import io.kagami.mirror.sync.plan.TopicConfigs.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class InsyncReplicasTest {

    private static final String PROPERTY = "min.insync.replicas";
    private static final TopicState SOURCE = new TopicState("t", Uuid.ZERO_UUID, 1, 3);

    @Test
    void neverAsksForMoreThanThereAre() {
        assertThat(InsyncReplicas.limited(asked("2"), 1).values()).isEqualTo(Map.of(PROPERTY, "1", "other", "9"));
        assertThat(InsyncReplicas.limited(asked("2"), 2)).isEqualTo(asked("2"));
        WantedConfigs none = new WantedConfigs(Map.of(), Set.of(PROPERTY));
        assertThat(InsyncReplicas.limited(none, 1)).isEqualTo(none);
    }

    @Test
    void saysThatItIsLimitedForAsLongAsItIs() {
        assertThat(InsyncReplicas.remarks(mirror(1), asked("2"), Optional.empty(), inForce("1")))
                .containsExactly(new InsyncLimited("A.t", 2, 1));
        assertThat(InsyncReplicas.remarks(mirror(2), asked("2"), Optional.empty(), inForce("2")))
                .isEmpty();
    }

    @Test
    void saysWhenItIsLowered() {
        AlterConfigs lower = new AlterConfigs("A.t", Map.of(PROPERTY, new ValueChange("2", "1")), Map.of());
        AlterConfigs raise = new AlterConfigs("A.t", Map.of(PROPERTY, new ValueChange("1", "2")), Map.of());
        AlterConfigs remove = new AlterConfigs("A.t", Map.of(), Map.of(PROPERTY, "2"));

        assertThat(remarks(lower, "2")).containsExactly(new InsyncLowered("A.t", "2", "1"));
        assertThat(remarks(remove, "2")).containsExactly(new InsyncLowered("A.t", "2", ""));
        assertThat(remarks(remove, "1")).isEmpty();
        assertThat(remarks(raise, "1")).isEmpty();
    }

    private static List<Remark> remarks(AlterConfigs change, String before) {
        return InsyncReplicas.remarks(mirror(3), asked("1"), Optional.of(change), inForce(before));
    }

    private static MirroredTopic mirror(int replicas) {
        return new MirroredTopic(SOURCE, "A.t", new TopicState("A.t", Uuid.ZERO_UUID, 1, replicas));
    }

    private static WantedConfigs asked(String replicas) {
        return new WantedConfigs(Map.of(PROPERTY, replicas, "other", "9"), Set.of());
    }

    private static TopicConfigs inForce(String replicas) {
        return new TopicConfigs(Map.of(PROPERTY, new Setting(replicas, Origin.TOPIC)));
    }
}
