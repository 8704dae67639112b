package io.kagami.mirror.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ListedTopicsTest {

    @Test
    void namesMeetWhereBothSelectOne() {
        assertThat(meet("orders, payments", "payments,commands")).isTrue();
        assertThat(meet("orders", "payments")).isFalse();
    }

    @Test
    void namesMeetAPatternThatMatchesOne() {
        assertThat(meet("orders", "ord.*")).isTrue();
        assertThat(meet("ord.*|x", "payments, a.b")).isFalse();
    }

    @Test
    void patternsAreAssumedToMeet() {
        assertThat(meet("orders.*", "payments.*")).isTrue();
        assertThat(ListedTopics.any().mayMeet(any -> true, ListedTopics.any(), any -> true))
                .isTrue();
    }

    private static boolean meet(String one, String other) {
        return ListedTopics.of(one)
                .mayMeet(
                        name -> name.matches(alternatives(one)),
                        ListedTopics.of(other),
                        name -> Pattern.matches(alternatives(other), name));
    }

    private static String alternatives(String topics) {
        return topics.replaceAll("\\s*,\\s*", "|");
    }
}
