package io.kagami.mirror.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A private key and a certificate that vouches for itself, made on the spot with the JDK's keytool; both lie in a PKCS12 file.
 *
 * @param keyStore the file
 * @param password of the file and of the key in it
 */
public record TlsIdentity(Path keyStore, String password) {

    private static final String ALIAS = "itself";
    private static final String TYPE = "PKCS12";

    /**
     * Makes one.
     *
     * @param keyStore a file that is written, over whatever was there
     * @param password of at least six letters
     * @param commonName who it is, as in {@code CN=localhost}
     * @param otherNames hosts, as in {@code dns:localhost,ip:127.0.0.1}; none if empty
     */
    public static TlsIdentity create(Path keyStore, String password, String commonName, String otherNames) {
        try {
            Files.createDirectories(keyStore.toAbsolutePath().getParent());
            Files.deleteIfExists(keyStore);
            runKeytool(command(keyStore, password, commonName, otherNames), keyStore.resolveSibling("keytool.log"));
            return new TlsIdentity(keyStore, password);
        } catch (IOException failed) {
            throw new IllegalStateException("no test certificate in " + keyStore, failed);
        }
    }

    /** What whoever shows it is given. */
    public Map<String, String> keyStoreProperties() {
        return Map.of(
                "ssl.keystore.location", keyStore.toString(),
                "ssl.keystore.password", password,
                "ssl.key.password", password,
                "ssl.keystore.type", TYPE);
    }

    /**
     * Writes a trust store and returns what whoever trusts these is given.
     *
     * @param file that is written, over whatever was there
     */
    public static Map<String, String> trusting(Path file, String password, TlsIdentity... trusted) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            for (TlsIdentity one : trusted) {
                store.setCertificateEntry(one.keyStore.getFileName().toString(), one.certificate());
            }
            store.store(out, password.toCharArray());
            return Map.of(
                    "ssl.truststore.location", file.toString(),
                    "ssl.truststore.password", password,
                    "ssl.truststore.type", TYPE);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("no trust store in " + file, failed);
        }
    }

    private Certificate certificate() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        return keys.getCertificate(ALIAS);
    }

    private static List<String> command(Path keyStore, String password, String commonName, String otherNames) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                commonName,
                "-validity",
                "3650",
                "-storetype",
                TYPE,
                "-keystore",
                keyStore.toString(),
                "-storepass",
                password));
        if (!otherNames.isEmpty()) {
            words.addAll(List.of("-ext", "SAN=" + otherNames));
        }
        return words;
    }

    private static void runKeytool(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool failed, see " + log);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", interrupted);
        }
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + keyStore + "]";
    }
}
