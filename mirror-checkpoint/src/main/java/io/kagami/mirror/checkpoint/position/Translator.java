package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.offset.map.Translation;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Knows where positions lie on the other cluster. */
public interface Translator {

    /**
     * Where somebody goes on who committed this.
     *
     * @param upstream the partition at the flow's source, whichever way the translation goes
     * @param committed the offset of the next record, on the cluster that is translated from
     * @return empty if nothing is known about the partition
     */
    Optional<Translation> translate(TopicPartition upstream, long committed);
}
