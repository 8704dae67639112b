package io.kagami.mirror.cli.status.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.source.account.ConnectOffsets;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of Connect's offsets topic ({@code offset.storage.topic}) come to for one connector: the offset of the last record that was
 * copied, by source partition. Key and value are JSON: {@code [connector, {cluster, topic, partition}]} and {@code {offset}}.
 *
 * <p>Threading: one thread.
 */
final class ConnectAccounts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String connector;
    private final Map<TopicPartition, Long> lastCopied = new HashMap<>();

    ConnectAccounts(String connector) {
        this.connector = connector;
    }

    /** Takes in the next entry; those of other connectors change nothing. */
    void apply(byte[] key, byte @Nullable [] value) {
        try {
            JsonNode name = JSON.readTree(key);
            JsonNode partition = name.path(1);
            if (!name.path(0).asText().equals(connector) || !partition.hasNonNull("topic")) {
                return;
            }
            TopicPartition source = new TopicPartition(
                    partition.path("topic").asText(),
                    partition.path("partition").asInt());
            JsonNode offset = value == null ? null : JSON.readTree(value).get(ConnectOffsets.OFFSET);
            if (offset == null || !offset.isNumber()) {
                lastCopied.remove(source);
            } else {
                lastCopied.put(source, offset.asLong());
            }
        } catch (IOException notOne) {
            return;
        }
    }

    /** Of the last record that was copied; -1 where only this is known, that there is none yet. */
    OptionalLong lastCopied(TopicPartition source) {
        Long offset = lastCopied.get(source);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
