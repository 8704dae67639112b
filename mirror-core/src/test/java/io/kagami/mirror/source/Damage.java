package io.kagami.mirror.source;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Disks that turn bits. */
final class Damage {

    private Damage() {}

    /** As {@link #ofBatch}, of the last batch in the log. */
    static void ofLastBatch(EmbeddedCluster cluster, String topic) throws IOException {
        ofBatch(cluster, topic, cluster.rawBatches(topic, 0).size() - 1);
    }

    /**
     * Turns one bit of the first record of a batch of partition 0, on the disk of the stopped broker 0: its own checks at the start do not look
     * there.
     *
     * @param number of the batch in the log, from 0
     */
    static void ofBatch(EmbeddedCluster cluster, String topic, int number) throws IOException {
        long start = cluster.rawBatches(topic, 0).subList(0, number).stream()
                .mapToLong(ByteBuffer::limit)
                .sum();
        long place = start + BatchHeader.SIZE + 4;
        Path segment = cluster.segmentFiles(topic, 0).get(0);
        cluster.stopBroker(0);
        try (FileChannel log = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            log.read(one, place);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            log.write(one, place);
        }
        cluster.startBroker(0);
    }
}
