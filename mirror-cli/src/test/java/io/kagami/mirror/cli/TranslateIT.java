package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a target whose source is gone. */
class TranslateIT {

    private static final String SYNCS = "mm2-kagami-syncs.A.internal";

    @TempDir
    private static Path folder = Path.of("");

    private static EmbeddedCluster b = EmbeddedCluster.builder().name("B").start();
    private static String file = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Records 100 to 999 of orders-3 are at 0 to 899 of the copy. */
    @BeforeAll
    static void copyHalfOfIt() throws Exception {
        b.createTopic(SYNCS, 1, 1, Map.of("cleanup.policy", "compact"));
        b.createTopic("A.orders", 4);
        OffsetSync sync = new OffsetSync("orders", 3, 1_000, 900, Uuid.randomUuid(), null, 900);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<>(b.clientProperties()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(SYNCS, 0, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync)))
                    .get();
        }
        b.admin()
                .alterConsumerGroupOffsets(
                        "billing", Map.of(new TopicPartition("A.orders", 3), new OffsetAndMetadata(400)))
                .all()
                .get();
        file = Files.writeString(folder.resolve("mirror.properties"), """
                        clusters = A, B
                        A.bootstrap.servers = localhost:1
                        B.bootstrap.servers = %s
                        A->B.enabled = true
                        """.formatted(b.bootstrapServers()))
                .toString();
    }

    @AfterAll
    static void stop() {
        b.close();
    }

    private int run(String... args) {
        CommandLine line = CommandLines.create(new Mirror())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private int translate(String... more) {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"translate", file, "--flow", "A->B"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return run(args);
    }

    @Test
    void translatesAnOffsetOfTheSource() {
        assertThat(translate("--topic", "orders", "--partition", "3", "--offset", "600"))
                .isEqualTo(0);
        assertThat(out.toString().lines().toList().get(1)).matches("orders-3 +600 +A\\.orders-3 +500 +exact +0");
    }

    @Test
    void saysWhatIsNotCopiedYet() {
        assertThat(translate("--topic", "orders", "--partition", "3", "--offset", "2000"))
                .isEqualTo(0);
        assertThat(out.toString()).containsPattern("A\\.orders-3 +900 +waiting");
    }

    @Test
    void translatesAGroupOfTheTargetBackAndPrintsJson() throws IOException {
        assertThat(translate("--group", "billing", "--reverse", "--json")).isEqualTo(0);

        JsonNode answer = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(answer.get("topic").asText()).isEqualTo("A.orders");
        assertThat(answer.get("offset").asLong()).isEqualTo(400);
        assertThat(answer.get("translatedTopic").asText()).isEqualTo("orders");
        assertThat(answer.get("translatedOffset").asLong()).isEqualTo(500);
        assertThat(answer.get("state").asText()).isEqualTo("exact");
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() {
        assertThat(run("translate", file, "--flow", "B->A", "--group", "billing"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has no flow B->A").doesNotContain("\tat ");
        assertThat(translate("--topic", "unknown", "--partition", "0", "--offset", "1"))
                .isEqualTo(2);
        assertThat(translate("--topic", "orders", "--partition", "3", "--offset", "-1"))
                .isEqualTo(2);
        assertThat(translate()).isEqualTo(2);
    }
}
