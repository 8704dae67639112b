package io.kagami.mirror.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RingsTest {

    private static final Flow AB = Flow.of("A", "B");
    private static final Flow BA = Flow.of("B", "A");
    private static final Flow BC = Flow.of("B", "C");
    private static final Flow CB = Flow.of("C", "B");
    private static final Flow CA = Flow.of("C", "A");
    private static final Flow CD = Flow.of("C", "D");
    private static final Flow DA = Flow.of("D", "A");

    @Test
    void thereAndBackIsNone() {
        assertThat(Rings.through(AB, List.of(AB, BA, BC, CB))).isEmpty();
    }

    @Test
    void findsTheShortestOne() {
        assertThat(Rings.through(AB, List.of(AB, BC, CD, DA, CA))).containsExactly(AB, BC, CA);
        assertThat(Rings.through(AB, List.of(AB, BA, BC, CB, CD, DA))).containsExactly(AB, BC, CD, DA);
    }

    @Test
    void aDiamondIsNone() {
        assertThat(Rings.through(AB, List.of(AB, BC, Flow.of("A", "C")))).isEmpty();
    }
}
