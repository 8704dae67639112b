package io.kagami.mirror.checkpoint.commit;

import java.util.Set;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How it went with one group. */
public sealed interface CommitResult {

    /** The group has the positions now, or better ones. */
    record Synced() implements CommitResult {}

    /** The group has members there, so its positions are theirs. */
    record Active() implements CommitResult {}

    /** A partition is not there yet; to be tried again soon. */
    record NotYet() implements CommitResult {}

    /** The other cluster does not let us, or could not be asked. */
    record Failed(Throwable cause) implements CommitResult {}

    /** How a broker says that members have joined in the meantime. */
    Set<Class<? extends Throwable>> MEMBERS_THERE = Set.of(
            UnknownMemberIdException.class,
            StaleMemberEpochException.class,
            RebalanceInProgressException.class,
            IllegalGenerationException.class,
            FencedInstanceIdException.class);

    /** What a refusal means. */
    static CommitResult refused(Throwable cause) {
        if (MEMBERS_THERE.contains(cause.getClass())) {
            return new Active();
        }
        return cause instanceof UnknownTopicOrPartitionException ? new NotYet() : new Failed(cause);
    }
}
