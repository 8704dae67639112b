package org.apache.kafka.connect.mirror;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What MirrorMaker 2 gives Connect to store its positions under. */
public final class MirrorUtilsOracle {

    private MirrorUtilsOracle() {}

    public static Map<String, Object> partition(String source, String topic, int partition) {
        return MirrorUtils.wrapPartition(new TopicPartition(topic, partition), source);
    }
}
