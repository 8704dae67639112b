package io.kagami.mirror.admin;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What consumers have in common that read what is there and are done: no group, and nothing that is waited for at the end of a log. */
public final class ReaderSettings {

    /** A consumer asks ahead, also where nothing follows, and can turn to nothing else before that is answered, nor be closed. */
    private static final int AT_THE_END_MS = 10;

    private ReaderSettings() {}

    /** A consumer's settings, as a user gave them, with what reading needs in their place. */
    public static Map<String, Object> of(Map<String, Object> consumer) {
        Map<String, Object> settings = new HashMap<>(consumer);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, AT_THE_END_MS);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }
}
