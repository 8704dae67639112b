package io.kagami.mirror.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {

    @Test
    void fillsEachChunkUpToTheLimitInOrder() {
        assertThat(Chunks.of(List.of(4, 6, 1, 9, 1), 10, weight -> weight))
                .containsExactly(List.of(4, 6), List.of(1, 9), List.of(1));
    }

    @Test
    void leavesAnItemAloneThatIsTooHeavyForAnyChunk() {
        assertThat(Chunks.of(List.of(1, 50, 1), 10, weight -> weight))
                .containsExactly(List.of(1), List.of(50), List.of(1));
    }

    @Test
    void makesNoChunkOfNothing() {
        assertThat(Chunks.of(List.<Integer>of(), 10, weight -> weight)).isEmpty();
    }
}
