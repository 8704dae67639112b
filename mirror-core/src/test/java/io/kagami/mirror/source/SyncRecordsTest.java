package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.mirror.MirrorUtilsOracle;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class SyncRecordsTest {

    @Test
    void connectStoresThePartitionUnderTheSameBytesAsMirrorMakersAndAsItsOwnOffsetsApi() {
        SourceRecord record =
                new SyncRecords(new ClusterAlias("A"), "syncs").record(new OffsetSync("orders", 3, 100, 90));
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), true);
            byte[] ours = converter.fromConnectData("", null, record.sourcePartition());
            Object parsedByConnect = converter.toConnectData("", ours).value();

            assertThat(ours)
                    .isEqualTo(converter.fromConnectData("", null, parsedByConnect))
                    .isEqualTo(converter.fromConnectData("", null, MirrorUtilsOracle.partition("A", "orders", 3)));
            assertThat(record.sourceOffset()).isEqualTo(Map.of("offset", 99L));
        }
    }
}
