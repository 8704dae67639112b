package io.kagami.mirror.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.Test;

class BytesOrTextHeadersTest {

    private final BytesOrTextHeaders headers = new BytesOrTextHeaders();

    @Test
    void carriesBytesAsTheyAre() {
        byte[] original = {0, 1, -1};

        SchemaAndValue read = headers.toConnectHeader("t", "h", original);

        assertThat(headers.fromConnectHeader("t", "h", read.schema(), read.value()))
                .isEqualTo(original);
        SchemaAndValue none = headers.toConnectHeader("t", "h", null);
        assertThat(headers.fromConnectHeader("t", "h", none.schema(), none.value()))
                .isNull();
    }

    @Test
    void writesWhatATransformAddedAsText() {
        assertThat(text(headers.fromConnectHeader("t", "h", Schema.STRING_SCHEMA, "tokyo")))
                .isEqualTo("tokyo");
        assertThat(text(headers.fromConnectHeader("t", "h", Schema.INT32_SCHEMA, 7)))
                .isEqualTo("7");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
