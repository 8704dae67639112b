package io.kagami.mirror.sync.deletion;

import io.kagami.mirror.sync.plan.MirroredTopic;
import java.util.Collection;
import java.util.Map;

/** Knows what a flow wrote to its mirrors. */
@FunctionalInterface
public interface Copies {

    /**
     * Why mirrors must not be deleted, by name: they hold what this flow has no account of. Others hold nothing but copies.
     *
     * @throws org.apache.kafka.common.KafkaException if that cannot be found out now
     */
    Map<String, String> objections(Collection<MirroredTopic> topics) throws InterruptedException;
}
