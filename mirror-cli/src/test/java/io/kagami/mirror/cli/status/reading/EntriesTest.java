package io.kagami.mirror.cli.status.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.SickNote;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.topology.Flow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the entries of the flow's sync log, and those of Connect's offsets topic, come to. */
class EntriesTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);

    private final SyncEntries syncs = new SyncEntries();
    private final ConnectAccounts accounts = new ConnectAccounts("A.MirrorSourceConnector");

    @Test
    void theLastSyncOfAPartitionCountsUnlessItWasTakenBack() {
        put(new OffsetSync("orders", 3, 10, 5));
        put(new OffsetSync("orders", 3, 20, 15));
        assertThat(syncs.sync(ORDERS)).contains(new OffsetSync("orders", 3, 20, 15));

        put(new OffsetSync("orders", 3, -1, -1));
        assertThat(syncs.sync(ORDERS)).isEmpty();
    }

    @Test
    void entriesOfOtherKindsAreNoSyncs() {
        put(new OffsetSync("!producer", 0, 0, 0));
        syncs.apply("no key".getBytes(StandardCharsets.UTF_8), new byte[3]);

        assertThat(syncs.sync(new TopicPartition("!producer", 0))).isEmpty();
        assertThat(syncs.sick()).isEmpty();
    }

    @Test
    void aPartitionIsSickUntilItIsSaidToBeWell() {
        PartitionEvent event = new PartitionEvent(
                EventKind.RECORD_TOO_LARGE,
                EventPolicy.FAIL,
                Flow.of("A", "B"),
                ORDERS,
                EventOffsets.at(7, 7),
                "too large",
                Instant.EPOCH);
        syncs.apply(SickNote.key(ORDERS), SickNote.sick(event));
        assertThat(syncs.sick()).containsExactly(event);
        assertThat(syncs.event(ORDERS)).contains(event);

        syncs.apply(SickNote.key(ORDERS), SickNote.well(EventOffsets.at(8, 8)));
        assertThat(syncs.sick()).isEmpty();
    }

    @Test
    void ofConnectsOffsetsOnlyThoseOfTheConnectorCount() {
        account("A.MirrorSourceConnector", "{\"offset\":41}");
        account("A.MirrorCheckpointConnector", "{\"offset\":99}");
        assertThat(accounts.lastCopied(ORDERS)).hasValue(41);

        account("A.MirrorSourceConnector", "null");
        assertThat(accounts.lastCopied(ORDERS)).isEmpty();
    }

    private void put(OffsetSync sync) {
        syncs.apply(OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync));
    }

    private void account(String connector, String offset) {
        String key = "[\"%s\",{\"cluster\":\"A\",\"partition\":3,\"topic\":\"orders\"}]".formatted(connector);
        accounts.apply(key.getBytes(StandardCharsets.UTF_8), offset.getBytes(StandardCharsets.UTF_8));
    }
}
