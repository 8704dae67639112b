package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for {@code localhost} made on the spot with the JDK's keytool, and a trust store that knows it.
 *
 * @param keyStore private key and certificate, for brokers
 * @param trustStore the certificate alone, for clients
 */
public record SelfSignedTls(Path keyStore, Path trustStore) {

    private static final String ALIAS = "broker";
    private static final String PASSWORD = "test-secret";

    /** Makes both files in the folder. */
    public static SelfSignedTls generate(Path folder) {
        try {
            Files.createDirectories(folder);
            SelfSignedTls stores = new SelfSignedTls(folder.resolve("broker.p12"), folder.resolve("trust.p12"));
            stores.generateKeyStore();
            stores.copyCertificate();
            return stores;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("no test certificate in " + folder, failed);
        }
    }

    /** Kafka's settings of a broker, or of anyone who shows the certificate. */
    public Map<String, String> keyStoreProperties() {
        return Map.of(
                "ssl.keystore.location",
                keyStore.toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.keystore.type",
                "PKCS12");
    }

    /** Kafka's settings of anyone who is to trust it. */
    public Map<String, String> trustStoreProperties() {
        return Map.of(
                "ssl.truststore.location",
                trustStore.toString(),
                "ssl.truststore.password",
                PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    private void generateKeyStore() throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(keyStore.resolveSibling("keytool.log").toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool failed, see " + keyStore.resolveSibling("keytool.log"));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", interrupted);
        }
    }

    private void copyCertificate() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }
}
