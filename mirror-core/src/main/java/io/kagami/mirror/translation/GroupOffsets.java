package io.kagami.mirror.translation;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that were asked about, with their translations, and why some have none.
 *
 * @param translated in the order of their partitions
 * @param untranslated the others
 * @param hasMembersThere whether it is a group of the source that has members at the target, too
 */
public record GroupOffsets(
        List<TranslatedOffset> translated,
        SortedMap<TopicPartition, Untranslated> untranslated,
        boolean hasMembersThere) {

    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    public GroupOffsets {
        translated = List.copyOf(translated);
        untranslated = Collections.unmodifiableSortedMap(untranslated);
    }

    /**
     * An offset without a translation.
     *
     * @param offset that was asked about
     * @param state {@code waiting} or {@code excluded}
     */
    public record Untranslated(long offset, String state) {}

    private static GroupOffsets of(
            OffsetTranslator translator,
            Map<TopicPartition, Long> asked,
            Map<TopicPartition, TranslatedOffset> answers,
            boolean hasMembersThere) {
        List<TranslatedOffset> sorted = answers.values().stream()
                .sorted(Comparator.comparing(TranslatedOffset::asked, BY_NAME))
                .toList();
        SortedMap<TopicPartition, Untranslated> others = new TreeMap<>(BY_NAME);
        asked.forEach((partition, offset) -> {
            if (!answers.containsKey(partition)) {
                boolean copied = translator.copies(partition.topic());
                others.put(partition, new Untranslated(offset, copied ? "waiting" : "excluded"));
            }
        });
        return new GroupOffsets(sorted, others, hasMembersThere);
    }

    /**
     * Those of a group of the source.
     *
     * @throws org.apache.kafka.common.KafkaException if a cluster cannot be asked now
     */
    public static GroupOffsets atSource(OffsetTranslator translator, String group) throws InterruptedException {
        Map<TopicPartition, Long> committed = translator.committedAtSource(group);
        return of(translator, committed, translator.toTarget(committed), translator.hasMembersAtTarget(group));
    }

    /**
     * Those of a group of the target; what it consumes beside copies is left out.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public static GroupOffsets atTarget(OffsetTranslator translator, String group) throws InterruptedException {
        Map<TopicPartition, Long> committed = translator.committedAtTarget(group);
        return of(translator, Map.of(), translator.toSource(committed), false);
    }

    /**
     * A single one, of the target's copy if {@code reverse}, else of the source.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public static GroupOffsets ofPlace(
            OffsetTranslator translator, TopicPartition partition, long offset, boolean reverse)
            throws InterruptedException {
        Map<TopicPartition, Long> asked = Map.of(partition, offset);
        return of(translator, Map.of(), reverse ? translator.toSource(asked) : translator.toTarget(asked), false);
    }

    /** Whether nothing at all is known of what was asked about. */
    public boolean isEmpty() {
        return translated.isEmpty() && untranslated.isEmpty();
    }
}
