package io.kagami.mirror.cli.fault;

import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A topic, what is written to it and how.
 *
 * @param records all of it
 * @param style how it is packed
 * @param config the topic's at the source
 * @param copy the copy's name
 */
record TopicLoad(RecordSet records, WriteStyle style, Map<String, String> config, String copy) {

    private static final Map<String, String> APPEND_TIME = Map.of("message.timestamp.type", "LogAppendTime");
    /** Segments are closed every thousand records and cleaned at once. */
    private static final Map<String, String> COMPACTED = Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "1000",
            "min.cleanable.dirty.ratio", "0.01",
            "min.compaction.lag.ms", "0");

    private static final WriteStyle LZ4 = WriteStyle.codec("lz4");
    private static final WriteStyle PLAIN = WriteStyle.codec("none");
    private static final WriteStyle ONE_BY_ONE = new WriteStyle("none", 0, 0);
    private static final Transactions SOME_ABORTED = new Transactions(20, 5);

    /** Older than what brokers remember of producers, which is a day. */
    private static final long OLD = 1_700_000_000_000L;

    /** Topics whose copies hold such records only. */
    static final Set<String> OLD_TOPICS = Set.of("plain-old", "aborted-old", "tiny-old", "compacted-old");

    TopicLoad {
        config = Map.copyOf(config);
    }

    private TopicLoad(RecordSet records, WriteStyle style, Map<String, String> config) {
        this(records, style, config, "A." + records.topic());
    }

    /** The same, for a copy that is called like its source. */
    TopicLoad ofTheSameName() {
        return new TopicLoad(records, style, config, topic());
    }

    /** Every kind of topic there is, each with recent and with old records. */
    static List<TopicLoad> everything(long records) {
        return List.of(
                new TopicLoad(set("lz4-recent", 4, records / 5, recent()), LZ4, Map.of()),
                new TopicLoad(set("plain-old", 4, records / 5, OLD), PLAIN, Map.of()),
                new TopicLoad(set("aborted-recent", 2, records / 10, recent()).in(SOME_ABORTED), LZ4, Map.of()),
                new TopicLoad(set("aborted-old", 2, records / 10, OLD).in(SOME_ABORTED), PLAIN, Map.of()),
                new TopicLoad(set("tiny-recent", 2, records / 10, recent()), ONE_BY_ONE, Map.of()),
                new TopicLoad(set("tiny-old", 2, records / 20, OLD), ONE_BY_ONE, Map.of()),
                new TopicLoad(set("append-time", 2, records / 10, OLD), WriteStyle.codec("zstd"), APPEND_TIME),
                new TopicLoad(keyed("compacted-recent", 2, records / 10, recent()), LZ4, COMPACTED),
                new TopicLoad(keyed("compacted-old", 2, records / 20, OLD), PLAIN, COMPACTED));
    }

    /** The kinds that do not look at the clock or at keys. */
    static List<TopicLoad> common(long records) {
        return List.of(
                new TopicLoad(set("lz4-recent", 6, records * 2 / 5, recent()), LZ4, Map.of()),
                new TopicLoad(set("plain-old", 4, records * 3 / 10, OLD), PLAIN, Map.of()),
                new TopicLoad(set("aborted-recent", 2, records / 5, recent()).in(SOME_ABORTED), LZ4, Map.of()),
                new TopicLoad(set("tiny-recent", 2, records / 10, recent()), ONE_BY_ONE, Map.of()));
    }

    String topic() {
        return records.topic();
    }

    boolean isCompacted() {
        return config.equals(COMPACTED);
    }

    boolean hasAppendTime() {
        return config.equals(APPEND_TIME);
    }

    private static long recent() {
        return System.currentTimeMillis() - 3_600_000;
    }

    private static RecordSet set(String topic, int partitions, long count, long firstTimestamp) {
        return RecordSet.of(topic, partitions, count).shaped(new RecordShape(100, 0, 0, 0, firstTimestamp));
    }

    /** A few keys that come again and again; every ninth record deletes one. */
    private static RecordSet keyed(String topic, int partitions, long count, long firstTimestamp) {
        return RecordSet.of(topic, partitions, count).shaped(new RecordShape(100, 501, 0, 9, firstTimestamp));
    }
}
