package io.kagami.mirror.cli.soak;

import io.kagami.mirror.testkit.cluster.ProcessCluster;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the two clusters, what is written to it, and the group that reads there all that is written anywhere.
 *
 * <p>Threading: one thread; writers and group have theirs, and {@link #writeMore} is safe for all.
 */
final class SoakSide implements AutoCloseable {

    static final Set<String> TOPICS = Set.of("orders", "ledger");
    private static final String EVERYTHING = "([AB][.])?(orders|ledger)";
    private static final int ORDERS_PARTITIONS = 6;
    private static final int LEDGER_PARTITIONS = 2;
    private static final int VALUE_BYTES = 200;

    private final String alias;
    private final ProcessCluster cluster;
    private final SteadyGroup group;
    private final List<BusyWriter> writers = new ArrayList<>();

    private SoakSide(String alias, ProcessCluster cluster) {
        this.alias = alias;
        this.cluster = cluster;
        this.group = new SteadyGroup(cluster.clientProperties(), groupId(), EVERYTHING);
    }

    /**
     * Starts the brokers; nothing is written yet.
     *
     * @param firstTimestamp of its records, which tells them from the other side's
     */
    static SoakSide start(String alias, SoakPlan plan, long firstTimestamp) {
        SoakSide side = new SoakSide(
                alias, ProcessCluster.start(plan.brokers(), "320m", Map.of("group.min.session.timeout.ms", "1000")));
        RecordShape shape = new RecordShape(VALUE_BYTES, 0, 0, 0, firstTimestamp);
        long most = plan.recordsAtMost();
        side.add(plan, RecordSet.of("orders", ORDERS_PARTITIONS, most).shaped(shape));
        side.add(
                plan,
                RecordSet.of("ledger", LEDGER_PARTITIONS, most).shaped(shape).in(new Transactions(20, 5)));
        return side;
    }

    private void add(SoakPlan plan, RecordSet records) {
        Map<String, String> config = plan.replicas() == 3 ? Map.of("min.insync.replicas", "2") : Map.of();
        cluster.createTopic(records.topic(), records.partitions(), plan.replicas(), config);
        writers.add(BusyWriter.held(cluster.clientProperties(), records, WriteStyle.codec("lz4")));
    }

    String alias() {
        return alias;
    }

    ProcessCluster cluster() {
        return cluster;
    }

    SteadyGroup group() {
        return group;
    }

    String groupId() {
        return "readers-" + alias;
    }

    /** Lets so many records more be written to each topic. */
    void writeMore(int records) {
        writers.forEach(writer -> writer.release(records));
    }

    /** How many records its brokers were given. */
    long written() {
        return writers.stream().mapToLong(BusyWriter::written).sum();
    }

    /** Ends the writing; returns what the brokers have, by topic. */
    List<RecordSet> stopWriting() {
        return writers.stream().map(BusyWriter::stop).toList();
    }

    /** Returns when all replicas of its topics are in sync. */
    void awaitInSync() {
        TOPICS.forEach(cluster::awaitInSync);
    }

    @Override
    public void close() {
        writers.forEach(BusyWriter::close);
        group.close();
        cluster.close();
    }
}
