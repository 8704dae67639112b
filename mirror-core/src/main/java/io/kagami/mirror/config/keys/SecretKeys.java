package io.kagami.mirror.config.keys;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Tells which keys hold secrets: what Kafka defines as a password, and whatever is named like one. Rather one too many than one too few. */
public final class SecretKeys {

    private static final List<String> TELLING_WORDS =
            List.of("password", "passwd", "passphrase", "secret", "jaas", "token", "credential", "user.info");
    private static final Set<String> TELLING_LAST_WORDS = Set.of("key", "apikey", "pwd");
    private static final Set<String> PASSWORD_TYPED = Stream.of(
                    AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef())
            .flatMap(definition -> definition.configKeys().values().stream())
            .filter(key -> key.type == ConfigDef.Type.PASSWORD)
            .map(key -> key.name)
            .collect(Collectors.toUnmodifiableSet());

    private SecretKeys() {}

    /** Whether the value of {@code key}, with whatever prefixes, must not be shown. */
    public static boolean contains(String key) {
        String lowerCase = key.toLowerCase(Locale.ROOT);
        return TELLING_WORDS.stream().anyMatch(lowerCase::contains)
                || TELLING_LAST_WORDS.contains(lastWord(lowerCase))
                || PASSWORD_TYPED.stream().anyMatch(lowerCase::endsWith);
    }

    private static String lastWord(String key) {
        return List.of(key.split("[._-]")).stream().reduce("", (first, second) -> second);
    }
}
