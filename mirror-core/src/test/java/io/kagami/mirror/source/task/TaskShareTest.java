package io.kagami.mirror.source.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskShareTest {

    private static final int TASKS = 4;

    private static int owner(String topic, int partition) {
        int[] owners = IntStream.range(0, TASKS)
                .filter(task -> owns(new TaskShare(task, TASKS), topic, partition))
                .toArray();
        assertThat(owners).as("owners of %s-%s", topic, partition).hasSize(1);
        return owners[0];
    }

    private static boolean owns(TaskShare share, String topic, int partition) {
        int behindFirst = partition - share.firstPartition(topic);
        return behindFirst >= 0 && behindFirst % TASKS == 0;
    }

    private static int[] load(String topic, int partitions) {
        int[] load = new int[TASKS];
        IntStream.range(0, partitions).forEach(partition -> load[owner(topic, partition)]++);
        return load;
    }

    @Test
    void spreadsThePartitionsOfEachTopicEvenly() {
        for (int topic = 0; topic < 100; topic++) {
            for (int partitions = 1; partitions < 20; partitions++) {
                int[] load = load("topic-" + topic, partitions);
                assertThat(Arrays.stream(load).max().getAsInt()
                                - Arrays.stream(load).min().getAsInt())
                        .as("%s partitions: %s", partitions, Arrays.toString(load))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void beginsTopicsAtDifferentTasksSoThatSmallOnesAreSpreadToo() {
        int[] load = new int[TASKS];
        IntStream.range(0, 1_000).forEach(topic -> load[owner("topic-" + topic, 0)]++);
        assertThat(Arrays.stream(load).boxed())
                .allSatisfy(topics -> assertThat(topics).isBetween(200, 300));
    }

    @Test
    void refusesAPlaceThatDoesNotExist() {
        assertThatThrownBy(() -> new TaskShare(4, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TaskShare(-1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TaskShare(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
