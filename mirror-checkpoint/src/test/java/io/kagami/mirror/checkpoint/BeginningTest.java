package io.kagami.mirror.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeginningTest {

    private final Beginning beginning = new Beginning();

    private void follow(boolean isAnyWaiting, Duration after) {
        beginning.follow(isAnyWaiting, -5 + after.toNanos());
    }

    @Test
    void isUnderWayWhileGroupsWait() {
        assertFalse(beginning.isUnderWay());
        follow(true, Duration.ZERO);
        assertTrue(beginning.isUnderWay());
        follow(true, Duration.ofSeconds(9));
        assertTrue(beginning.isUnderWay());
    }

    @Test
    void isNeverUnderWayWhereNoGroupWaitsAtFirst() {
        follow(false, Duration.ZERO);
        follow(true, Duration.ofSeconds(1));
        assertFalse(beginning.isUnderWay());
    }

    @Test
    void doesNotBeginAgain() {
        follow(true, Duration.ZERO);
        follow(false, Duration.ofSeconds(1));
        follow(true, Duration.ofSeconds(2));
        assertFalse(beginning.isUnderWay());
    }

    @Test
    void endsWhereACopyStaysBehind() {
        follow(true, Duration.ZERO);
        follow(true, Beginning.LASTS);
        assertFalse(beginning.isUnderWay());
    }
}
