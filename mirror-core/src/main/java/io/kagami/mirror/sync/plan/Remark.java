package io.kagami.mirror.sync.plan;

import io.kagami.mirror.event.EventKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Something about a mirror that its operators should hear of, once for as long as it is so. */
public sealed interface Remark {

    /** The mirror's name. */
    String topic();

    /** As what it is counted and said. */
    EventKind kind();

    /** What is so, in one sentence without its full stop. */
    String text();

    /** A mirror with more partitions than its source: there is no way to take them away. */
    record TargetAhead(String sourceTopic, int sourcePartitions, String targetTopic, int targetPartitions)
            implements Remark {

        @Override
        public String topic() {
            return targetTopic;
        }

        @Override
        public EventKind kind() {
            return EventKind.TARGET_DRIFTED;
        }

        @Override
        public String text() {
            return "topic %s has %d partitions, its source %s has %d: partitions cannot be taken away, so this stays"
                    .formatted(targetTopic, targetPartitions, sourceTopic, sourcePartitions);
        }
    }

    /**
     * Overrides of a mirror were changed by somebody else: they had followed the source before.
     *
     * @param found what somebody made of the properties, by their names; empty text where the override was removed
     * @param wanted what they are set back to; empty text for no override
     */
    record Drifted(String topic, Map<String, String> found, Map<String, String> wanted) implements Remark {

        public Drifted {
            found = Map.copyOf(found);
            wanted = Map.copyOf(wanted);
        }

        @Override
        public EventKind kind() {
            return EventKind.TARGET_DRIFTED;
        }

        @Override
        public String text() {
            return "somebody changed topic " + topic + ", which is set back to what its source has: "
                    + new TreeMap<>(found)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + " = " + shown(entry.getValue()) + " -> "
                                            + shown(wanted.getOrDefault(entry.getKey(), "")))
                                    .collect(Collectors.joining(", "));
        }

        private static String shown(String value) {
            return value.isEmpty() ? "(none)" : value;
        }
    }

    /** A mirror was deleted after its source. */
    record CopyDeleted(String topic, String sourceTopic) implements Remark {

        @Override
        public EventKind kind() {
            return EventKind.COPY_DELETED;
        }

        @Override
        public String text() {
            return "topic " + topic + " was deleted, as its source " + sourceTopic + " had been";
        }
    }

    /**
     * Sources of mirrors are gone, and the mirrors are kept.
     *
     * @param topic one or several
     * @param reason why
     */
    record DeletionWithheld(String topic, String reason) implements Remark {

        @Override
        public EventKind kind() {
            return EventKind.DELETION_WITHHELD;
        }

        @Override
        public String text() {
            return "nothing is deleted of " + topic + ": " + reason;
        }
    }

    /** A mirror has fewer replicas than its source asks to be in sync, and could not be written if it were given that. */
    record InsyncLimited(String topic, int asked, int replicas) implements Remark {

        @Override
        public EventKind kind() {
            return EventKind.DURABILITY_REDUCED;
        }

        @Override
        public String text() {
            return "min.insync.replicas of topic %s is kept at %d, the number of its replicas, though its source asks for %d"
                    .formatted(topic, replicas, asked);
        }
    }

    /**
     * A mirror will ask for fewer replicas in sync than it did, as its source does.
     *
     * @param to empty text where the override goes and the target's brokers decide
     */
    record InsyncLowered(String topic, String from, String to) implements Remark {

        @Override
        public EventKind kind() {
            return EventKind.DURABILITY_REDUCED;
        }

        @Override
        public String text() {
            return "min.insync.replicas of topic %s goes from %s to %s, as its source has it"
                    .formatted(topic, from, to.isEmpty() ? "what its brokers have" : to);
        }
    }

    /**
     * A mirror goes without an override of its source, as the target does not take it.
     *
     * @param words the target's
     */
    record ConfigRefused(String topic, String property, String value, String words) implements Remark {

        @Override
        public EventKind kind() {
            return EventKind.CONFIG_REFUSED;
        }

        @Override
        public String text() {
            return "topic %s goes without %s = %s of its source, as its cluster answers: %s"
                    .formatted(
                            topic,
                            property,
                            value,
                            words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
        }
    }
}
