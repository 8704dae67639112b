package io.kagami.mirror.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.account.ConnectOffsets.Account;
import io.kagami.mirror.source.record.StartOffsets.Start;
import io.kagami.mirror.source.record.StartOffsets.Starts;
import io.kagami.mirror.source.record.partition.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {

    private static final TopicPartition SOURCE = new TopicPartition("orders", 0);
    private static final Uuid ID = Uuid.randomUuid();
    private static final Member MEMBER = new Member(SOURCE, new TopicPartition("A.orders", 0), ID);

    @Test
    void goesOnWhereConnectSaysOrTheLastSyncIfThatIsFurther() {
        assertThat(start(account(50), null)).contains(50L);
        assertThat(start(account(50), sync(40, ID))).contains(50L);
        assertThat(start(account(50), sync(60, ID))).contains(60L);
        assertThat(start(null, sync(60, Uuid.ZERO_UUID))).contains(60L);
    }

    @Test
    void knowsNothingOfATopicThatWasNeverCopied() {
        assertThat(start(null, null)).isEmpty();
        assertThat(starts(null, null).recreated()).isEmpty();
    }

    @Test
    void knowsNothingOfATopicThatWasDeletedAndCreatedAgain() {
        Uuid former = Uuid.randomUuid();

        assertThat(starts(account(50), sync(60, former)).recreated()).containsExactly(SOURCE);
        assertThat(starts(new Account(50, former, Optional.empty()), null).recreated())
                .containsExactly(SOURCE);
    }

    @Test
    void overlooksAnAccountOfTheFormerTopicWhereTheNewOneIsCopiedAlready() {
        assertThat(start(new Account(1000, Uuid.randomUuid(), Optional.empty()), sync(5, ID)))
                .contains(5L);
        assertThat(start(new Account(5, ID, Optional.empty()), sync(1000, Uuid.randomUuid())))
                .contains(5L);
    }

    /** So the source can tell whether it still has what was copied. */
    @Test
    void knowsTheEpochOfTheRecordBefore() {
        Account account = new Account(50, ID, Optional.of(7));

        assertThat(starts(account, sync(40, ID)).known()).containsEntry(SOURCE, new Start(50, Optional.of(7)));
        assertThat(starts(account, sync(60, ID)).known()).containsEntry(SOURCE, new Start(60, Optional.empty()));
    }

    private static Account account(long next) {
        return new Account(next, Uuid.ZERO_UUID, Optional.empty());
    }

    private static Optional<Long> start(@Nullable Account connect, @Nullable OffsetSync sync) {
        return Optional.ofNullable(starts(connect, sync).known().get(SOURCE)).map(Start::offset);
    }

    private static Starts starts(@Nullable Account connect, @Nullable OffsetSync sync) {
        return new StartOffsets(asked -> connect == null ? Map.of() : Map.of(SOURCE, connect))
                .of(List.of(MEMBER), sync == null ? Map.of() : Map.of(SOURCE, sync));
    }

    private static OffsetSync sync(long upstream, Uuid topicId) {
        return new OffsetSync("orders", 0, upstream, 5, topicId);
    }
}
