package io.kagami.mirror.testkit.cluster;

import io.kagami.mirror.testkit.tls.TlsIdentity;
import java.nio.file.Path;
import java.util.Map;

/**
 * A certificate for {@code localhost}, and a trust store that knows it.
 *
 * @param keyStoreProperties for brokers
 * @param trustStoreProperties for clients
 */
public record SelfSignedTls(Map<String, String> keyStoreProperties, Map<String, String> trustStoreProperties) {

    private static final String PASSWORD = "test-secret";

    /** Makes both files in the folder. */
    public static SelfSignedTls generate(Path folder) {
        TlsIdentity broker = TlsIdentity.create(
                folder.resolve("broker.p12"), PASSWORD, "CN=localhost", "dns:localhost,ip:127.0.0.1");
        return new SelfSignedTls(
                broker.keyStoreProperties(), TlsIdentity.trusting(folder.resolve("trust.p12"), PASSWORD, broker));
    }
}
