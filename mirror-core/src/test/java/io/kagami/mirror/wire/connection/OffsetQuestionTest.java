package io.kagami.mirror.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.wire.connection.OffsetQuestion.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.junit.jupiter.api.Test;

class OffsetQuestionTest {

    private static OffsetQuestion question(String topic, int partition) {
        return new OffsetQuestion(
                new TopicPartition(topic, partition), Position.LOG_END, offset -> {}, OptionalLong.empty(), 0);
    }

    @Test
    void isAskedLessAndLessOftenOnlyIfItWasAsked() {
        OffsetQuestion question = question("orders", 0);
        for (int times = 0; times < 10; times++) {
            question.notAsked(1_000);
            assertThat(question.isDue(1_099)).isFalse();
            assertThat(question.isDue(1_100)).isTrue();
        }

        question.askLater(1_000);
        assertThat(question.isDue(1_100)).isTrue();
        question.askLater(1_000);
        assertThat(question.isDue(1_199)).isFalse();
        question.notAsked(1_000);
        assertThat(question.isDue(1_100)).isTrue();
        question.askLater(1_000);
        assertThat(question.isDue(1_399)).isFalse();
        assertThat(question.isDue(1_400)).isTrue();
    }

    @Test
    void namesAPartitionOnceHoweverManyAskForIt() {
        ListOffsetsRequest request = OffsetQuestion.request(
                        List.of(question("orders", 0), question("orders", 1), question("orders", 0)),
                        partition -> Optional.of(7),
                        1_000)
                .build();

        assertThat(request.duplicatePartitions()).isEmpty();
        assertThat(request.topics()).hasSize(1);
        ListOffsetsTopic orders = request.topics().get(0);
        assertThat(orders.partitions())
                .extracting(ListOffsetsPartition::partitionIndex)
                .containsExactly(0, 1);
        assertThat(orders.partitions())
                .extracting(ListOffsetsPartition::currentLeaderEpoch)
                .containsExactly(7, 7);
    }
}
