package io.kagami.mirror.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.ClusterAlias;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OriginMarkTest {

    private static final ClusterAlias A = new ClusterAlias("A");

    @Test
    void knowsItsOwnClusterHoweverTheHeaderWasWritten() {
        assertThat(OriginMark.names(OriginMark.value(A), A)).isTrue();
        assertThat(OriginMark.names(bytes("QQ=="), A)).isTrue();
        assertThat(OriginMark.names(bytes("\"QQ==\""), A)).isTrue();
        assertThat(OriginMark.names(bytes("AB"), A)).isFalse();
        assertThat(OriginMark.names(OriginMark.value(new ClusterAlias("B")), A)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
