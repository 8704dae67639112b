package io.kagami.mirror.sync.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class IncarnationTest {

    private static final Uuid ORDERS = Uuid.randomUuid();
    private static final Uuid PAYMENTS = Uuid.randomUuid();
    private static final Uuid OTHERS = Uuid.randomUuid();

    private final Incarnation source = new Incarnation();

    @Test
    void topicsThatComeAndGoMakeNoOtherSource() {
        assertThat(source.look("id", Set.of(ORDERS, PAYMENTS))).isEmpty();
        assertThat(source.look("id", Set.of(PAYMENTS))).isEmpty();
        assertThat(source.look("id", Set.of(PAYMENTS, OTHERS))).isEmpty();
        assertThat(source.look("id", Set.of(OTHERS))).isEmpty();
    }

    @Test
    void anotherClusterId() {
        assertThat(source.look("id", Set.of(ORDERS))).isEmpty();
        assertThat(source.look("id-2", Set.of(ORDERS)))
                .hasValueSatisfying(text -> assertThat(text).contains("another cluster"));
        assertThat(source.look("id-2", Set.of(ORDERS))).isEmpty();
    }

    @Test
    void aClusterThatWasFilledAnewUnderTheIdItHad() {
        assertThat(source.look("id", Set.of(ORDERS, PAYMENTS))).isEmpty();
        assertThat(source.look("id", Set.of(OTHERS)))
                .hasValueSatisfying(text -> assertThat(text).contains("lost its data"));
        assertThat(source.look("id", Set.of(OTHERS))).isEmpty();
    }

    @Test
    void aClusterThatIsEmptyUnderTheIdItHad() {
        assertThat(source.look("id", Set.of(ORDERS))).isEmpty();
        assertThat(source.look("id", Set.of()))
                .hasValueSatisfying(text -> assertThat(text).contains("shows no topic with an id"));
        assertThat(source.look("id", Set.of()))
                .as("at each look, as nothing it lacks was deleted")
                .isPresent();
        assertThat(source.look("id", Set.of(OTHERS))).isEmpty();
    }
}
