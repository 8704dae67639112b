package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.precedence.Precedence;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of precedence, one line each: what the file says, who asks, for which key, and what the answer is. */
class PrecedenceTest {

    @ParameterizedTest(name = "{0}  ~  {1} {2} = {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
# the file                                                  | who asks           | key                        | gets
# a cluster: its own settings, then connection settings of the top level
  A.security.protocol=SSL                                   | cluster A          | security.protocol          | SSL
  A.security.protocol=SSL                                   | cluster B          | security.protocol          | -
  security.protocol=SSL                                     | cluster A          | security.protocol          | SSL
  security.protocol=SSL; A.security.protocol=PLAINTEXT      | cluster A          | security.protocol          | PLAINTEXT
  fetch.max.bytes=7                                         | cluster A          | fetch.max.bytes            | -
  A.security.protocol=SSL                                   | cluster A          | consumer.security.protocol | SSL
  A.security.protocol=SSL; A.consumer.security.protocol=X   | cluster A          | consumer.security.protocol | X
  A.fetch.max.bytes=7                                       | cluster A          | consumer.fetch.max.bytes   | -
# a connector: its flow, then the target, the source and the top level
  topics=t                                                  | connector          | topics                     | t
  topics=t; A->B.topics=u                                   | connector          | topics                     | u
  B->A.topics=u                                             | connector          | topics                     | -
  unknown=1                                                 | connector          | unknown                    | -
  A->B.unknown=1                                            | connector          | unknown                    | 1
  replication.policy.mine=1                                 | connector          | replication.policy.mine    | 1
  offset.storage.topic=top; B.offset.storage.topic=b        | connector          | target.cluster.offset.storage.topic | top
  B.offset.storage.topic=b                                  | connector          | target.cluster.offset.storage.topic | b
  A.consumer.fetch.max.bytes=7                              | connector          | source.consumer.fetch.max.bytes | 7
  A.security.protocol=SSL                                   | connector          | source.cluster.security.protocol | SSL
  A->B.source.cluster.security.protocol=SASL_SSL; A.security.protocol=SSL | connector | source.cluster.security.protocol | SASL_SSL
  A->B.name=mine                                            | connector          | name                       | A.MirrorSourceConnector
  A->B.tasks.max=4                                          | connector          | tasks.max                  | 4
  name=mine                                                 | connector          | enabled                    | true
# its consumer at the source: source.consumer, then consumer, then the cluster's connection settings
  A.consumer.fetch.max.bytes=7                              | source consumer    | fetch.max.bytes            | 7
  A->B.consumer.fetch.max.bytes=8                           | source consumer    | fetch.max.bytes            | 8
  A.consumer.fetch.max.bytes=7; A->B.consumer.fetch.max.bytes=8 | source consumer | fetch.max.bytes           | 7
  A->B.source.consumer.fetch.max.bytes=9; A.consumer.fetch.max.bytes=7 | source consumer | fetch.max.bytes    | 9
  A.fetch.max.bytes=7                                       | source consumer    | fetch.max.bytes            | -
  A.ssl.protocol=X                                          | source consumer    | ssl.protocol               | X
  A.consumer.enable.auto.commit=true                        | source consumer    | enable.auto.commit         | false
  A.consumer.auto.offset.reset=latest                       | source consumer    | auto.offset.reset          | latest
  A.consumer.client.id=me                                   | source consumer    | client.id                  | 'me|A->B|A.MirrorSourceConnector|source-consumer'
  B.producer.linger.ms=3                                    | target producer    | linger.ms                  | 3
  A.producer.linger.ms=3                                    | target producer    | linger.ms                  | -
# the worker of B: storage and converters of the top level, then B, then the rest of the top level, then defaults
  B.group.id=g                                              | worker             | group.id                   | kagami-B
  group.id=g                                                | worker             | group.id                   | kagami-B
  A->B.group.id=g                                           | worker             | group.id                   | kagami-B
  config.storage.topic=top; B.config.storage.topic=b        | worker             | config.storage.topic       | kagami-configs.internal
  offset.storage.topic=top; B.offset.storage.topic=b        | worker             | offset.storage.topic       | kagami-offsets.internal
  B.status.storage.topic=b                                  | worker             | status.storage.topic       | kagami-status.internal
  kagami.config.storage.topic=top; config.storage.topic=x   | worker             | config.storage.topic       | top
  kagami.group.id=top; B.kagami.group.id=b; B.group.id=x    | worker             | group.id                   | b
  B.kagami.group.id=b                                       | worker             | kagami.group.id            | -
  listeners=http://:1; B.listeners=http://:2                | worker             | listeners                  | http://:2
  listeners=http://:1                                       | worker             | listeners                  | http://:1
  security.protocol=SSL                                     | worker             | security.protocol          | SSL
  B.producer.linger.ms=3                                    | worker             | producer.linger.ms         | 3
  B.offset.flush.interval.ms=9                              | worker             | offset.flush.interval.ms   | 9
""")
    void decides(String file, String who, String key, String expected) {
        Map<String, String> settings = settings(file.replace(" ", ""));
        assertThat(asked(who, settings).get(key)).isEqualTo(expected);
    }

    private static Map<String, ?> asked(String who, Map<String, String> settings) {
        if (who.startsWith("cluster ")) {
            return new Precedence(settings).cluster(new ClusterAlias(who.substring("cluster ".length())));
        }
        Flow flow = Flow.of("A", "B");
        MirrorConfig config = MirrorConfig.parse(settings);
        return switch (who) {
            case "worker" -> config.workerProperties(flow.target());
            case "connector" -> config.sourceConnectorProperties(flow);
            case "source consumer" ->
                FlowConfig.from(config.sourceConnectorProperties(flow)).sourceConsumer();
            case "target producer" ->
                FlowConfig.from(config.sourceConnectorProperties(flow)).targetProducer();
            default -> throw new IllegalArgumentException(who);
        };
    }

    private static Map<String, String> settings(String lines) {
        Map<String, String> settings = new HashMap<>();
        settings.put("clusters", "A,B");
        settings.put("A.bootstrap.servers", "a:9092");
        settings.put("B.bootstrap.servers", "b:9092");
        settings.put("A->B.enabled", "true");
        for (String line : lines.split(";", -1)) {
            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return settings;
    }
}
