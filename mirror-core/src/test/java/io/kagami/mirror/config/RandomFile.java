package io.kagami.mirror.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes files in which the same keys are set in many places, so that precedence matters. */
final class RandomFile {

    private static final List<String> PLACES = List.of(
            "",
            "A.",
            "B.",
            "A->B.",
            "B->A.",
            "A.consumer.",
            "A.producer.",
            "A.admin.",
            "B.consumer.",
            "B.producer.",
            "B.admin.",
            "consumer.",
            "producer.",
            "admin.",
            "A->B.consumer.",
            "A->B.producer.",
            "A->B.admin.",
            "A->B.source.consumer.",
            "A->B.source.admin.",
            "A->B.source.producer.",
            "A->B.target.consumer.",
            "A->B.target.producer.",
            "A->B.target.admin.",
            "A->B.source.cluster.",
            "A->B.target.cluster.",
            "source.cluster.",
            "target.producer.");

    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("bootstrap.servers", List.of("a:1", "b:2", "c:3")),
            Map.entry("security.protocol", List.of("PLAINTEXT", "SSL")),
            Map.entry("ssl.keystore.password", List.of("x", "y")),
            Map.entry("sasl.jaas.config", List.of("one", "two")),
            Map.entry("client.id", List.of("me", "you")),
            Map.entry("auto.offset.reset", List.of("latest", "earliest")),
            Map.entry("enable.auto.commit", List.of("true")),
            Map.entry("fetch.max.bytes", List.of("1", "2")),
            Map.entry("topics", List.of("t", "u.*", "")),
            Map.entry("topics.exclude", List.of("x")),
            Map.entry("replication.factor", List.of("1", "3")),
            Map.entry("replication.policy.separator", List.of("_", "-")),
            Map.entry("replication.policy.of.ours", List.of("1")),
            Map.entry("config.providers.file.param.x", List.of("1")),
            Map.entry("enabled", List.of("true", "false")),
            Map.entry("tasks.max", List.of("1", "7")),
            Map.entry("task.shutdown.graceful.timeout.ms", List.of("1")),
            Map.entry("group.id", List.of("g")),
            Map.entry("offset.storage.topic", List.of("o")),
            Map.entry("offset.storage.replication.factor", List.of("1", "2")),
            Map.entry("key.converter", List.of("k")),
            Map.entry("transforms", List.of("t")),
            Map.entry("timeout.ms", List.of("1")),
            Map.entry("unknown", List.of("u")));

    private RandomFile() {}

    static Map<String, String> of(long seed) {
        Random random = new Random(seed);
        Map<String, String> file = new HashMap<>(Map.of("clusters", "A, B"));
        List<String> keys = KEYS.keySet().stream().sorted().toList();
        int settings = 5 + random.nextInt(120);
        for (int i = 0; i < settings; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            List<String> values = KEYS.getOrDefault(key, List.of());
            file.put(PLACES.get(random.nextInt(PLACES.size())) + key, values.get(random.nextInt(values.size())));
        }
        file.put("A.bootstrap.servers", "a:9092");
        file.put("B.bootstrap.servers", "b:9092");
        file.put("A->B.enabled", "true");
        return file;
    }
}
