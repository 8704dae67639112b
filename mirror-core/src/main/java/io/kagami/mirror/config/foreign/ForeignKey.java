package io.kagami.mirror.config.foreign;

/**
 * A key of another replication tool.
 *
 * @param tool it belongs to
 * @param remedy what to do with the line
 */
public record ForeignKey(String tool, String remedy) {

    static ForeignKey replacedBy(String tool, String ours) {
        return new ForeignKey(tool, "write " + ours);
    }

    static ForeignKey dropped(String tool) {
        return new ForeignKey(tool, "leave it out");
    }
}
