package io.kagami.mirror.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LoginTest {

    @Test
    void namesWhoLogsInAndNoSecret() {
        assertThat(Login.of(Map.of()).shown()).isEqualTo("nobody (PLAINTEXT)");
        assertThat(Login.of(Map.of("security.protocol", "SSL")).shown())
                .isEqualTo("a client without certificate (SSL)");
        assertThat(Login.of(Map.of("security.protocol", "ssl", "ssl.keystore.location", "/keys.p12"))
                        .shown())
                .isEqualTo("the certificate in /keys.p12 (SSL)");
        assertThat(sasl("PLAIN", "M required username=\"mirror\" password=\"pw\";"))
                .isEqualTo("user mirror (SASL_SSL, PLAIN)");
        assertThat(sasl("SCRAM-SHA-256", "M required password=pw username=mirror;"))
                .isEqualTo("user mirror (SASL_SSL, SCRAM-SHA-256)");
        assertThat(sasl("OAUTHBEARER", "M required unsecuredLoginStringClaim_sub=\"mirror\";"))
                .isEqualTo("user mirror (SASL_SSL, OAUTHBEARER)");
        assertThat(sasl("GSSAPI", "M required useKeyTab=true principal=\"mirror@HERE\";"))
                .isEqualTo("user mirror@HERE (SASL_SSL, GSSAPI)");
        assertThat(sasl("OAUTHBEARER", "M required;")).isEqualTo("its user (SASL_SSL, OAUTHBEARER)");
    }

    @Test
    void tellsARefusalFromOtherFailures() {
        Login login = Login.of(Map.of("security.protocol", "SSL"));
        assertThat(login.refusal(new TimeoutException("late"))).isEmpty();
        assertThat(login.refusal(new KafkaException("wrapped", new SaslAuthenticationException("no such user"))))
                .contains("it refuses a client without certificate (SSL): no such user");
        assertThat(login.refusal(tls("No name matching b found")))
                .hasValueSatisfying(words -> assertThat(words).startsWith("its certificate is for another host: "));
        assertThat(login.refusal(tls("unable to find valid certification path to requested target")))
                .hasValueSatisfying(words -> assertThat(words).startsWith("its certificate is not trusted: "));
        assertThat(login.refusal(tls("Received fatal alert: bad_certificate")))
                .hasValueSatisfying(words -> assertThat(words).startsWith("it refuses a client without certificate"));
    }

    private static SslAuthenticationException tls(String reason) {
        return new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException(reason));
    }

    private static String sasl(String mechanism, String login) {
        return Login.of(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        mechanism,
                        "sasl.jaas.config",
                        new Password(login)))
                .shown();
    }
}
