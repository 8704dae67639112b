package io.kagami.mirror.source.start;

import io.kagami.mirror.topology.Flow;
import org.apache.kafka.common.KafkaException;

/** The connector has not noted yet where the topics end; it does so within seconds, once it reaches both clusters. */
final class FirstLookMissingException extends KafkaException {

    private static final long serialVersionUID = 1L;

    FirstLookMissingException(Flow flow) {
        super("start.from=latest: the connector of " + flow + " has not noted yet where the source's topics end");
    }
}
