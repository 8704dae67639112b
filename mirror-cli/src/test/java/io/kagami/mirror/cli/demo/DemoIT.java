package io.kagami.mirror.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.view.PlainScreen;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.ClusterAlias;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoIT {

    private static final DemoOptions SHORT = new DemoOptions(Duration.ofSeconds(3), false);

    private final StringWriter out = new StringWriter();

    @Test
    void endsWithCodeZeroWhenAllCopiesAreEqual() {
        int code = new Demo(SHORT, new PlainScreen(new PrintWriter(out))).run();

        assertThat(out.toString())
                .contains("A->B.enabled = true")
                .containsPattern("topic orders given a 5th partition, copied after \\d")
                .containsPattern("topic inventory set to retention.ms = 86400000, copied after \\d")
                .containsPattern("A->B +audit +equal")
                .containsPattern("B->A +returns +equal")
                .contains("All 7 topics are equal")
                .doesNotContain("DIFFERS");
        assertThat(code).isZero();
        assertThat(folder()).doesNotExist();
    }

    @Test
    void endsWithCodeOneAndNamesTheTopicWhenACopyHoldsWhatItsSourceDoesNot() {
        int code = new Demo(SHORT, new PlainScreen(new PrintWriter(out)), DemoIT::writeIntoCopyOfClicks).run();

        assertThat(out.toString())
                .containsPattern("A->B +clicks +DIFFERS")
                .contains("not in the source")
                .contains("1 of 7 topics differ");
        assertThat(code).isEqualTo(1);
        assertThat(folder()).doesNotExist();
    }

    private static void writeIntoCopyOfClicks(DemoClusters clusters) {
        EmbeddedCluster target = clusters.cluster(new ClusterAlias("B"));
        TopicWriter.write(target.clientProperties(), RecordSet.of("A.clicks", 1, 1), WriteStyle.codec("none"));
    }

    private Path folder() {
        Matcher folder = Pattern.compile("data and log: (\\S+),").matcher(out.toString());
        assertThat(folder.find()).isTrue();
        assertThat(Files.exists(Path.of(folder.group(1)).getParent())).isTrue();
        return Path.of(folder.group(1));
    }
}
