package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.junit.jupiter.api.Test;

class FetchSessionTest {

    private static final short VERSION = ApiKeys.FETCH.latestVersion();
    private static final Uuid TOPIC = Uuid.randomUuid();
    private static final int SESSION = 7;

    private final FetchSession session = new FetchSession(1);

    @Test
    void goesOnWithRequestsThatNameNothing() {
        FetchRequest first = ask(0, 0);
        assertThat(first.metadata()).isEqualTo(FetchMetadata.INITIAL);
        assertThat(first.data().topics()).hasSize(1);
        assertThat(session.isRemembered()).isFalse();
        answer(SESSION, 0, 1);

        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(session.isRemembered()).isTrue();
            FetchRequest same = session.askTheSame(2_000, 1).build(VERSION);
            assertThat(same.metadata()).isEqualTo(new FetchMetadata(SESSION, epoch));
            assertThat(same.data().topics()).isEmpty();
            assertThat(same.data().forgottenTopicsData()).isEmpty();
            assertThat(same.maxWait()).isEqualTo(2_000);
            assertThat(session.isRemembered()).isFalse();
            answer(SESSION);
        }
    }

    @Test
    void namesWhatHasChangedAfterRequestsThatNamedNothing() {
        FetchRequest unused = ask(0, 0);
        answer(SESSION, 0, 1);
        unused = session.askTheSame(500, 1).build(VERSION);
        answer(SESSION, 1);

        FetchRequest changed = ask(0, 25);

        assertThat(changed.metadata()).isEqualTo(new FetchMetadata(SESSION, 2));
        assertThat(changed.data().topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.partitions())
                        .singleElement()
                        .satisfies(partition -> {
                            assertThat(partition.partition()).isEqualTo(1);
                            assertThat(partition.fetchOffset()).isEqualTo(25);
                        }));
        answer(SESSION);
        FetchRequest same = session.askTheSame(500, 1).build(VERSION);
        assertThat(same.metadata()).isEqualTo(new FetchMetadata(SESSION, 3));
    }

    @Test
    void namesEverythingWhereTheBrokerHasForgotten() {
        FetchRequest unused = ask(0, 0);
        answer(SESSION, 0, 1);
        unused = session.askTheSame(500, 1).build(VERSION);
        assertThat(session.answered(response(Errors.FETCH_SESSION_ID_NOT_FOUND, 0), VERSION))
                .isFalse();

        assertThat(session.isRemembered()).isFalse();
        FetchRequest again = ask(0, 0);
        assertThat(again.metadata()).isEqualTo(FetchMetadata.INITIAL);
        assertThat(again.data().topics().get(0).partitions()).hasSize(2);
    }

    @Test
    void namesEverythingAfterARequestThatHadNoAnswer() {
        FetchRequest unused = ask(0, 0);
        answer(SESSION, 0, 1);
        unused = session.askTheSame(500, 1).build(VERSION);
        session.failed(new IOException("connection lost"));

        assertThat(session.isRemembered()).isFalse();
        FetchRequest again = ask(0, 0);
        assertThat(again.metadata().isFull()).isTrue();
        assertThat(again.data().topics().get(0).partitions()).hasSize(2);
        answer(SESSION + 1, 0, 1);
        FetchRequest same = session.askTheSame(500, 1).build(VERSION);
        assertThat(same.metadata()).isEqualTo(new FetchMetadata(SESSION + 1, 1));
    }

    @Test
    void namesEverythingWhereTheBrokerKeepsNoSession() {
        FetchRequest unused = ask(0, 0);
        answer(FetchMetadata.INVALID_SESSION_ID, 0, 1);

        assertThat(session.isRemembered()).isFalse();
        assertThat(ask(0, 0).data().topics().get(0).partitions()).hasSize(2);
    }

    private FetchRequest ask(long... offsets) {
        FetchSessionHandler.Builder named = session.nameAll(offsets.length);
        IntStream.range(0, offsets.length)
                .forEach(partition -> named.add(
                        new TopicPartition("topic", partition),
                        new FetchRequest.PartitionData(
                                TOPIC, offsets[partition], -1, 1_000, Optional.of(3), Optional.empty())));
        return session.ask(named, 500, 1).build(VERSION);
    }

    private void answer(int sessionId, int... partitions) {
        assertThat(session.answered(response(Errors.NONE, sessionId, partitions), VERSION))
                .isTrue();
    }

    private static FetchResponse response(Errors error, int sessionId, int... partitions) {
        LinkedHashMap<TopicIdPartition, FetchResponseData.PartitionData> parts = new LinkedHashMap<>();
        for (int partition : partitions) {
            parts.put(
                    new TopicIdPartition(TOPIC, partition, "topic"),
                    FetchResponse.partitionResponse(partition, Errors.NONE));
        }
        return FetchResponse.of(error, 0, sessionId, parts, List.of());
    }
}
