package io.kagami.mirror.testkit.guarantee;

import java.util.OptionalLong;

/**
 * The first place at which two partitions part.
 *
 * @param what the part of the record that differs, or which side ended
 * @param sourceOffset the source record's offset; empty if the source has ended
 * @param targetOffset the target record's offset; empty if the target has ended
 */
public record Difference(String what, OptionalLong sourceOffset, OptionalLong targetOffset) {

    @Override
    public String toString() {
        return what + " (source offset " + text(sourceOffset) + ", target offset " + text(targetOffset) + ")";
    }

    private static String text(OptionalLong offset) {
        return offset.isPresent() ? Long.toString(offset.getAsLong()) : "none";
    }
}
