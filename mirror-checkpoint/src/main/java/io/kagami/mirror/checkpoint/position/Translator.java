package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.offset.map.Translation;
import io.kagami.mirror.translation.OffsetMaps;
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

    /** By the offset maps of a flow, as they are when asked. */
    static Translator of(OffsetMaps maps, Way way) {
        return (upstream, committed) ->
                maps.map(upstream).map(map -> way == Way.FORWARD ? map.translate(committed) : map.invert(committed));
    }
}
