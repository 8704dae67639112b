package io.kagami.mirror.source.record;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.jspecify.annotations.Nullable;

/**
 * Headers of the source arrive as they are, byte for byte; values that a transform added are written as text. Connect's own
 * {@code ByteArrayConverter} would refuse those, and its other converters would change the source's.
 *
 * <p>Threading: stateless.
 */
public final class BytesOrTextHeaders implements HeaderConverter {

    private final ByteArrayConverter bytes = new ByteArrayConverter();
    private final SimpleHeaderConverter text = new SimpleHeaderConverter();

    /** Made by Connect. */
    public BytesOrTextHeaders() {}

    @Override
    public SchemaAndValue toConnectHeader(String topic, String headerKey, byte @Nullable [] value) {
        return bytes.toConnectHeader(topic, headerKey, value);
    }

    @Override
    public byte[] fromConnectHeader(String topic, String headerKey, Schema schema, Object value) {
        boolean isBytes = value == null || value instanceof byte[];
        return isBytes
                ? bytes.fromConnectHeader(topic, headerKey, Schema.OPTIONAL_BYTES_SCHEMA, value)
                : text.fromConnectHeader(topic, headerKey, schema, value);
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // There is nothing to set.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
