package io.kagami.mirror.cli.demo.data;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;

/**
 * One topic of the demo, and what is special about it.
 *
 * @param home the cluster it is written to
 * @param name without the alias its copy is given
 * @param partitions at the start
 * @param recordsPerSecond how fast it is written
 * @param codec of its batches
 * @param commits whether its records are written in transactions
 * @param content what its records look like
 * @param configs of the topic
 * @param shows what a reader shall learn from it
 */
public record DemoTopic(
        ClusterAlias home,
        String name,
        int partitions,
        int recordsPerSecond,
        String codec,
        Commits commits,
        RecordContent content,
        Map<String, String> configs,
        String shows) {

    /** How records become visible. */
    public enum Commits {
        /** at once */
        PLAIN,
        /** with their transaction, every fourth of which is aborted */
        TRANSACTIONS
    }

    public DemoTopic {
        configs = Map.copyOf(configs);
    }

    /** The same topic, written this fast. */
    public DemoTopic atRate(int otherRecordsPerSecond) {
        return new DemoTopic(home, name, partitions, otherRecordsPerSecond, codec, commits, content, configs, shows);
    }

    /** Whether only the last record of each key is kept. */
    public boolean compacted() {
        return "compact".equals(configs.get("cleanup.policy"));
    }
}
