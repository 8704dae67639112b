package io.kagami.mirror.testkit.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * An identity provider, as far as brokers and clients see one: whoever shows the client's secret gets a signed token (OAuth 2.0, grant of client
 * credentials, RFC 6749 4.4), and whoever asks gets the key to check it with (JWKS, RFC 7517). It listens on this machine only.
 *
 * <p>Threading: thread-safe; answers on a thread of its own.
 */
public final class TokenServer implements AutoCloseable {

    /** What tokens are for. */
    public static final String AUDIENCE = "kafka";

    /** Addresses that Kafka may ask for tokens and keys, of a whole JVM. */
    public static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int KEY_BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair keys;
    private final String client;
    private final String secret;

    private TokenServer(HttpServer server, KeyPair keys, String client, String secret) {
        this.server = server;
        this.keys = keys;
        this.client = client;
        this.secret = secret;
    }

    /**
     * Starts one, and allows the clients and brokers of this JVM to ask it.
     *
     * @param client the id of the one client there is, which is also whom its tokens name
     */
    public static TokenServer start(String client, String secret) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
            TokenServer tokens = new TokenServer(server, generator.generateKeyPair(), client, secret);
            server.createContext("/keys", exchange -> answer(exchange, 200, tokens.publicKey()));
            server.createContext("/token", tokens::token);
            server.start();
            allow(tokens.tokens());
            allow(tokens.keys());
            return tokens;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("no token server", failed);
        }
    }

    /** Where clients ask for a token. */
    public String tokens() {
        return address() + "/token";
    }

    /** Where brokers ask for keys. */
    public String keys() {
        return address() + "/keys";
    }

    /** Who is named as the issuer of tokens. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static synchronized void allow(String address) {
        String before = System.getProperty(ALLOWED, "");
        System.setProperty(ALLOWED, before.isEmpty() ? address : before + "," + address);
    }

    private void token(HttpExchange exchange) throws IOException {
        String both = client + ":" + secret;
        String expected = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!known) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if (!asked.contains("grant_type=client_credentials")) {
            answer(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                            .formatted(signed(), LIFETIME.toSeconds()));
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** RFC 7515, 7519. */
    private String signed() {
        long now = Instant.now().getEpochSecond();
        String token = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"1\"}") + "."
                + encoded("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"scope\":\"all\",\"iat\":%d,\"exp\":%d}"
                        .formatted(address(), client, AUDIENCE, now, now + LIFETIME.toSeconds()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(token.getBytes(StandardCharsets.US_ASCII));
            return token + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("no token", failed);
        }
    }

    private String publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(encoded(key.getModulus()), encoded(key.getPublicExponent()));
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the byte that would only say that it is positive. */
    private static String encoded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    @Override
    public String toString() {
        return "TokenServer[" + address() + "]";
    }
}
