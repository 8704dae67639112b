package io.kagami.mirror.sync.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.sync.HandClock;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.sync.plan.WantedConfigs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusedConfigsTest {

    private static final String TOPIC = "A.orders";
    private static final Map<String, String> ALL = Map.of("retention.ms", "1000", "old.name", "true");
    private static final CreateTopic CREATION = new CreateTopic(TOPIC, 3, (short) 2, ALL);

    private final HandClock clock = new HandClock();
    private final Trial trial = new Trial();
    private final RefusedConfigs refused = new RefusedConfigs(trial, clock);

    /** Knows no property called old.name. */
    private static final class Trial implements ConfigTrial {
        private final Map<String, String> words = new HashMap<>(Map.of("old.name", "Unknown topic config name."));
        private int asked;

        @Override
        public Map<String, String> refused(CreateTopic action) {
            return among(action.configs().keySet());
        }

        @Override
        public Map<String, String> refused(AlterConfigs action) {
            return among(action.sets().keySet());
        }

        private Map<String, String> among(Set<String> properties) {
            asked++;
            Map<String, String> found = new HashMap<>(words);
            found.keySet().retainAll(properties);
            return found;
        }
    }

    @Test
    void aMirrorGoesWithoutWhatTheTargetDoesNotTakeAndHasTheRest() throws Exception {
        assertThat(refused.possible(CREATION)).isEqualTo(CREATION);

        assertThat(refused.learn(CREATION)).isTrue();

        assertThat(refused.possible(CREATION))
                .isEqualTo(new CreateTopic(TOPIC, 3, (short) 2, Map.of("retention.ms", "1000")));
        assertThat(refused.possible(TOPIC, wanted(ALL)).values()).isEqualTo(Map.of("retention.ms", "1000"));
        assertThat(refused.possible("A.others", wanted(ALL)).values()).isEqualTo(ALL);
    }

    @Test
    void nothingIsLeftOfAChangeThatIsRefusedAsAWhole() throws Exception {
        AlterConfigs change = new AlterConfigs(TOPIC, Map.of("old.name", new ValueChange(null, "true")), Map.of());

        assertThat(refused.learn(change)).isTrue();

        assertThat(refused.possible(change)).isEmpty();
    }

    @Test
    void anotherValueIsTriedAndTheSameOneAfterTenMinutes() throws Exception {
        assertThat(refused.learn(CREATION)).isTrue();

        assertThat(refused.possible(TOPIC, wanted(Map.of("old.name", "false"))).values())
                .containsEntry("old.name", "false");
        clock.advance(Duration.ofMinutes(10));
        assertThat(refused.possible(TOPIC, wanted(ALL)).values()).isEqualTo(ALL);
    }

    @Test
    void saysWhatAMirrorGoesWithoutForAsLongAsItDoes() throws Exception {
        assertThat(refused.learn(CREATION)).isTrue();
        Map<String, String> has = Map.of("retention.ms", "1000");

        for (int look = 0; look < 2; look++) {
            clock.advance(Duration.ofMinutes(9));
            assertThat(refused.remarks(TOPIC, wanted(ALL), has)).singleElement().satisfies(remark -> {
                assertThat(remark.kind()).isEqualTo(EventKind.CONFIG_REFUSED);
                assertThat(remark.text())
                        .isEqualTo("topic A.orders goes without old.name = true of its source, as its cluster answers:"
                                + " Unknown topic config name");
            });
        }
        assertThat(refused.remarks(TOPIC, wanted(ALL), ALL)).isEmpty();
        assertThat(refused.remarks(TOPIC, wanted(ALL), has)).as("it was taken").isEmpty();
    }

    @Test
    void forgetsWhatTheSourceNoLongerAsks() throws Exception {
        assertThat(refused.learn(CREATION)).isTrue();

        Iterable<Remark> remarks = refused.remarks(TOPIC, wanted(Map.of()), Map.of());

        assertThat(remarks).isEmpty();
        assertThat(refused.possible(TOPIC, wanted(ALL)).values()).isEqualTo(ALL);
    }

    @Test
    void doesNotAskAgainInEachRoundWhereNoOverrideIsToBlameByItself() throws Exception {
        trial.words.clear();

        assertThat(refused.learn(CREATION)).isFalse();
        assertThat(refused.learn(CREATION)).isFalse();

        assertThat(trial.asked).isEqualTo(1);
        assertThat(refused.possible(CREATION)).isEqualTo(CREATION);
    }

    private static WantedConfigs wanted(Map<String, String> values) {
        return new WantedConfigs(values, Set.of());
    }
}
