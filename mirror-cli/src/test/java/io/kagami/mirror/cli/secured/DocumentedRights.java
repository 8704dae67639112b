package io.kagami.mirror.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.security.AclLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.awaitility.Awaitility;

/** The commands that docs/permissions.md shows under one of its headings. */
final class DocumentedRights {

    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    private final List<String> lines;

    private DocumentedRights(List<String> lines) {
        this.lines = lines;
    }

    /** Those between this heading and the next. */
    static DocumentedRights under(String heading) throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int from = page.indexOf(heading);
        assertThat(from).as(heading).isNotNegative();
        return new DocumentedRights(page.subList(from + 1, page.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("kafka-acls.sh "))
                .toList());
    }

    /** Grants what is shown for the cluster of this host name. */
    void grant(String host, EmbeddedCluster cluster) throws ExecutionException, InterruptedException {
        List<AclBinding> bindings = AclLines.bindings(
                lines.stream().filter(line -> line.contains(" " + host + ":")).toList());
        assertThat(bindings).isNotEmpty();
        cluster.admin().createAcls(bindings).all().get();
        Awaitility.await()
                .until(() -> cluster.admin()
                        .describeAcls(AclBindingFilter.ANY)
                        .values()
                        .get()
                        .containsAll(bindings));
    }
}
