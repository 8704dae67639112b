package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A.ssl.keystore.password            | x                      | [hidden]
            A.consumer.sasl.jaas.config        | Login user=x           | [hidden]
            A.ssl.keystore.key                 | PEM                    | [hidden]
            A.ssl.keystore.certificate.chain   | PEM                    | [hidden]
            config.providers.vault.param.token | x                      | [hidden]
            A.my.plugin.client_secret          | x                      | [hidden]
            unknown                            | x password=y           | [hidden]
            A.ssl.keystore.password            | ${file:/etc/s:p}       | ${file:/etc/s:p}
            A.sasl.jaas.config                 | a ${file:/etc/s:p} b   | [hidden]${file:/etc/s:p}[hidden]
            proxy                              | http://me:pw@host/     | http://[hidden]@host/
            key.converter                      | K                      | K
            A.ssl.keystore.location            | /etc/k.jks             | /etc/k.jks
            A->B.topics                        | .*                     | .*
            """)
    void hidesSecretsOnly(String key, String value, String shown) {
        assertThat(Redaction.shown(key, value)).isEqualTo(shown);
    }
}
