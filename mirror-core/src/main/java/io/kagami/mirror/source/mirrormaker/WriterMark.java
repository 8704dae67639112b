package io.kagami.mirror.source.mirrormaker;

import io.kagami.mirror.topology.Flow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The header by which our offset syncs can be told from those of MirrorMaker 2, whose keys and values they have: it names the flow that wrote them.
 * MirrorMaker 2 does not look at headers.
 */
public final class WriterMark {

    private static final String HEADER = "kagami.flow";

    private WriterMark() {}

    static Header by(Flow flow) {
        return new RecordHeader(HEADER, flow.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Which flow of ours wrote the record, {@code A->B}; empty if somebody else did. */
    public static Optional<String> of(ConsumerRecord<?, ?> record) {
        return Optional.ofNullable(record.headers().lastHeader(HEADER))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
