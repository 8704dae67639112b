package io.kagami.mirror.checkpoint.log;

import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * Key and value of a record in the checkpoints topic, byte for byte as MirrorMaker 2 writes them. Kafka's {@link Checkpoint} reads these bytes
 * itself, but writes them for its own package only.
 *
 * <p>Threading: stateless.
 */
public final class CheckpointCodec {

    private CheckpointCodec() {}

    public static byte[] key(Checkpoint checkpoint) {
        Struct key = new Struct(Checkpoint.KEY_SCHEMA)
                .set(Checkpoint.CONSUMER_GROUP_ID_KEY, checkpoint.consumerGroupId())
                .set(Checkpoint.TOPIC_KEY, checkpoint.topicPartition().topic())
                .set(Checkpoint.PARTITION_KEY, checkpoint.topicPartition().partition());
        ByteBuffer bytes = ByteBuffer.allocate(Checkpoint.KEY_SCHEMA.sizeOf(key));
        Checkpoint.KEY_SCHEMA.write(bytes, key);
        return bytes.array();
    }

    public static byte[] value(Checkpoint checkpoint) {
        Struct header = new Struct(Checkpoint.HEADER_SCHEMA).set(Checkpoint.VERSION_KEY, Checkpoint.VERSION);
        Struct value = new Struct(Checkpoint.VALUE_SCHEMA_V0)
                .set(Checkpoint.UPSTREAM_OFFSET_KEY, checkpoint.upstreamOffset())
                .set(Checkpoint.DOWNSTREAM_OFFSET_KEY, checkpoint.downstreamOffset())
                .set(Checkpoint.METADATA_KEY, checkpoint.metadata());
        ByteBuffer bytes =
                ByteBuffer.allocate(Checkpoint.HEADER_SCHEMA.sizeOf(header) + Checkpoint.VALUE_SCHEMA_V0.sizeOf(value));
        Checkpoint.HEADER_SCHEMA.write(bytes, header);
        Checkpoint.VALUE_SCHEMA_V0.write(bytes, value);
        return bytes.array();
    }
}
