package io.kagami.mirror.runtime;

import java.net.URI;

/** Where the worker of one target stands. */
public sealed interface TargetState {

    /** Whether the state is the last one. */
    default boolean isFinal() {
        return false;
    }

    /** The target cluster does not answer yet, or has not been asked. */
    record WaitingForCluster() implements TargetState {}

    /** The cluster answers; the worker is joining its group. */
    record Starting() implements TargetState {}

    /** The worker answers; connectors are deployed and watched. */
    record Running(URI restUrl) implements TargetState {}

    /** The worker could not start or gave up; it is started again after a while. */
    record Failed(Throwable cause) implements TargetState {}

    /** Ended on request. */
    record Stopped() implements TargetState {

        @Override
        public boolean isFinal() {
            return true;
        }
    }
}
