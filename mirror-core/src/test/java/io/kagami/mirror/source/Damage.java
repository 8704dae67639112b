package io.kagami.mirror.source;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Disks that turn bits. */
final class Damage {

    private Damage() {}

    /** Turns one bit of a record on the disk of the stopped broker: its own checks at the start do not look there. */
    static void secondBatch(EmbeddedCluster cluster, String topic) throws IOException {
        int second = cluster.rawBatches(topic, 0).get(0).limit();
        var file = cluster.segmentFiles(topic, 0).get(0);
        cluster.stopBroker(0);
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            log.read(one, second + 100L);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            log.write(one, second + 100L);
        }
        cluster.startBroker(0);
    }
}
