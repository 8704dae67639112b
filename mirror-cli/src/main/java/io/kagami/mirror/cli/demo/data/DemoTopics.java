package io.kagami.mirror.cli.demo.data;

import io.kagami.mirror.cli.demo.data.DemoTopic.Commits;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.List;
import java.util.Map;

/** The mix of topics: every codec, and whatever makes one topic harder to copy than another. */
public final class DemoTopics {

    private static final ClusterAlias A = new ClusterAlias("A");
    private static final ClusterAlias B = new ClusterAlias("B");

    /** The topic that is given another partition on the way. */
    public static final DemoTopic GROWING = new DemoTopic(
            A, "orders", 4, 4000, "zstd", Commits.PLAIN, RecordContent::withHeaders, Map.of(), "zstd, headers");

    /** The topic whose config changes on the way. */
    public static final DemoTopic RECONFIGURED = new DemoTopic(
            B,
            "inventory",
            3,
            4000,
            "gzip",
            Commits.PLAIN,
            RecordContent::withHeaders,
            Map.of("retention.ms", "604800000"),
            "gzip, headers");

    private static final DemoTopic PAYMENTS = new DemoTopic(
            A,
            "payments",
            3,
            2000,
            "lz4",
            Commits.TRANSACTIONS,
            RecordContent::withHeaders,
            Map.of(),
            "lz4, transactions, every fourth aborted");

    private static final DemoTopic CLICKS = new DemoTopic(
            A, "clicks", 4, 6000, "snappy", Commits.PLAIN, RecordContent::withoutKey, Map.of(), "snappy, null keys");

    private static final DemoTopic CUSTOMERS = new DemoTopic(
            A,
            "customers",
            2,
            1000,
            "none",
            Commits.PLAIN,
            RecordContent::perKey,
            Map.of("cleanup.policy", "compact"),
            "compacted: gaps between offsets, null values");

    private static final DemoTopic AUDIT = new DemoTopic(
            A,
            "audit",
            1,
            1000,
            "none",
            Commits.PLAIN,
            RecordContent::withHeaders,
            Map.of("message.timestamp.type", "LogAppendTime"),
            "timestamps given by the broker (LogAppendTime)");

    private static final DemoTopic RETURNS = new DemoTopic(
            B,
            "returns",
            2,
            1000,
            "zstd",
            Commits.TRANSACTIONS,
            RecordContent::withoutKey,
            Map.of(),
            "zstd, transactions, null keys");

    private DemoTopics() {}

    /** All topics of both clusters. */
    public static List<DemoTopic> all() {
        return List.of(GROWING, PAYMENTS, CLICKS, CUSTOMERS, AUDIT, RECONFIGURED, RETURNS);
    }
}
