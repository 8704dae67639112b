package io.kagami.mirror.source.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.mirror.MirrorUtilsOracle;
import org.junit.jupiter.api.Test;

class ConnectOffsetsTest {

    @Test
    void connectStoresAPartitionUnderTheSameBytesInEveryProcessAndAsMirrorMakerDoes() {
        Map<String, Object> partition =
                new ConnectOffsets(new ClusterAlias("A")).partition(new TopicPartition("orders", 3));
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), true);

            assertThat(converter.fromConnectData("", null, partition))
                    .isEqualTo(converter.fromConnectData("", null, MirrorUtilsOracle.partition("A", "orders", 3)));
        }
        assertThat(ConnectOffsets.offset(99)).isEqualTo(Map.of("offset", 99L));
    }
}
