package io.kagami.mirror.sync.plan;

import org.jspecify.annotations.Nullable;

/**
 * A source topic next to its mirror.
 *
 * @param targetName the mirror's name
 * @param mirror null while the target does not have it
 */
public record MirroredTopic(
        TopicState source, String targetName, @Nullable TopicState mirror) {

    /** Whether the mirror has yet to be created. */
    public boolean isMissing() {
        return mirror == null;
    }
}
