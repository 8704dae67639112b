package io.kagami.mirror.sync.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassGuardTest {

    private final MassGuard guard = new MassGuard(10, 20);

    @ParameterizedTest
    @CsvSource({
        "1,1,true",
        "1,2,true",
        "2,2,false",
        "2,9,false",
        "2,10,true",
        "3,10,false",
        "10,50,true",
        "10,1000,true",
        "11,1000,false"
    })
    void letsAFewGoAndNoCrowd(int away, int known, boolean allowed) {
        assertThat(guard.objection(names(away), known).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void saysWhatToRaise() {
        assertThat(guard.objection(names(11), 1000))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("11 of 1000")
                        .contains("at most 10")
                        .contains("sync.topic.deletes.max.topics = 10")
                        .contains("sync.topic.deletes.max.percent = 20"));
        assertThat(MassGuard.some(names(7))).isEqualTo("t0, t1, t2, t3, t4 and 2 more");
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(number -> "t" + number).toList();
    }
}
