package io.kagami.mirror.translation;

import io.kagami.mirror.offset.map.Exactness;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The example of docs/translating-offsets.md. */
public final class FailOver {

    private FailOver() {}

    /** Begins to read on the target where a program stopped on the source. */
    public static Map<TopicPartition, Long> failOver(Path mirrorFile, Map<TopicPartition, Long> stoppedAt)
            throws InterruptedException {
        Map<TopicPartition, Long> goOnAt = new HashMap<>();
        try (OffsetTranslator translator = OffsetTranslator.open(mirrorFile, "A->B")) {
            translator.toTarget(stoppedAt).forEach((asked, answer) -> {
                goOnAt.put(answer.partition(), answer.translation().offset());
                if (answer.translation().exactness() == Exactness.CONSERVATIVE) {
                    System.err.println(asked + ": up to " + answer.translation().mayRepeat() + " records come again");
                }
            });
        }
        return goOnAt;
    }
}
