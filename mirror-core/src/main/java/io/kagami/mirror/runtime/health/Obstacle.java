package io.kagami.mirror.runtime.health;

import io.kagami.mirror.topology.Flow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;

/**
 * Why a flow does not get on, or a part of it.
 *
 * @param reason a fixed word: one of the constants here, or the key of an event
 * @param message what happened, and what to do where that is known
 * @param since when this process noticed it, or when it happened
 */
public record Obstacle(Flow flow, String reason, Place place, String message, Instant since) {

    /** A cluster does not answer. */
    public static final String WAITING_FOR_CLUSTER = "waiting-for-cluster";

    /** The Connect worker of the target is about to run. */
    public static final String WORKER_STARTING = "worker-starting";

    /** It gave up, and is started again. */
    public static final String WORKER_FAILED = "worker-failed";

    /** It does not tell how connectors fare. */
    public static final String WORKER_SILENT = "worker-silent";

    /** The process is about to end. */
    public static final String STOPPING = "stopping";

    /** Connect does not have the connector: not yet, not any more, or it refused it. */
    public static final String NOT_DEPLOYED = "not-deployed";

    /** The connector or a task failed, and is started again. */
    public static final String FAILED = "failed";

    /** A user paused it. */
    public static final String PAUSED = "paused";

    /** A user stopped it. */
    public static final String STOPPED = "stopped";

    /** Connect is about to start it, or lost the process it ran in. */
    public static final String NOT_RUNNING = "not-running";

    /** There are records to be copied, and none is. */
    public static final String STALLED = "stalled";

    /**
     * What is concerned: the whole flow if all are empty.
     *
     * @param connector by name
     * @param task of the connector
     * @param partition at the source
     */
    public record Place(Optional<String> connector, OptionalInt task, Optional<TopicPartition> partition) {

        /** The whole flow. */
        static final Place FLOW = new Place(Optional.empty(), OptionalInt.empty(), Optional.empty());

        static Place of(String connector) {
            return new Place(Optional.of(connector), OptionalInt.empty(), Optional.empty());
        }

        static Place of(String connector, int task) {
            return new Place(Optional.of(connector), OptionalInt.of(task), Optional.empty());
        }

        static Place of(String connector, TopicPartition partition) {
            return new Place(Optional.of(connector), OptionalInt.empty(), Optional.of(partition));
        }
    }
}
