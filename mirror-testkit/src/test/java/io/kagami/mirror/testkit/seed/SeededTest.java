package io.kagami.mirror.testkit.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

@ExtendWith({SeededTest.Expected.class, Seeded.class})
class SeededTest {

    private static final Pattern MESSAGE = Pattern.compile("with -Dkagami\\.seed=(-?\\d+): on purpose, with (-?\\d+)");

    /** Gets a failure after {@link Seeded}. */
    static final class Expected implements TestExecutionExceptionHandler {

        @Override
        public void handleTestExecutionException(ExtensionContext test, Throwable failure) {
            Matcher message = MESSAGE.matcher(failure.getMessage());
            assertThat(message.matches()).as(failure.getMessage()).isTrue();
            assertThat(failure).hasCauseInstanceOf(IllegalStateException.class);
            Random again = new Random(Long.parseLong(message.group(1)));
            assertThat(again.nextInt()).isEqualTo(Integer.parseInt(message.group(2)));
        }
    }

    @Test
    void theMessageOfAFailureNamesTheSeedThatRepeatsIt(Random random) {
        throw new IllegalStateException("on purpose, with " + random.nextInt());
    }

    @Test
    void parameterizedTestsGetSoManySeeds() {
        assertThat(Seeded.seeds(3).distinct()).hasSize(Long.getLong(Seeded.PROPERTY) == null ? 3 : 1);
    }
}
