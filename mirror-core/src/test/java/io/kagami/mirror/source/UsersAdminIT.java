package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.AlterConfigsResult;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreatePartitionsResult;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever is in charge of topics at the target, all that is written there goes through their class. */
class UsersAdminIT extends TwoClusters {

    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    /** Notes what it is asked for and passes it on. */
    public static final class NotingAdmin extends ForwardingAdmin {

        public NotingAdmin(Map<String, Object> settings) {
            super(settings);
        }

        @Override
        public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
            topics.forEach(topic -> ASKED.add("create " + topic.name()));
            return super.createTopics(topics, options);
        }

        @Override
        public CreatePartitionsResult createPartitions(
                Map<String, NewPartitions> partitions, CreatePartitionsOptions options) {
            partitions.forEach((topic, more) -> ASKED.add("grow " + topic + " to " + more.totalCount()));
            return super.createPartitions(partitions, options);
        }

        @Override
        public AlterConfigsResult incrementalAlterConfigs(
                Map<ConfigResource, Collection<AlterConfigOp>> configs, AlterConfigsOptions options) {
            configs.keySet().forEach(topic -> ASKED.add("alter " + topic.name()));
            return super.incrementalAlterConfigs(configs, options);
        }
    }

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void everythingIsWrittenThroughTheUsersClass() throws Exception {
        a.createTopic("managed", 1, 1, Map.of("retention.ms", "86400000"));
        try (RunningFlow flow = new RunningFlow(
                a,
                b,
                Map.of(
                        "A->B.topics", "managed",
                        "forwarding.admin.class", NotingAdmin.class.getName(),
                        "refresh.topics.interval.seconds", "1",
                        "sync.topic.configs.interval.seconds", "1"))) {
            eventually("create A.managed");
            eventually("create mm2-kagami-syncs.A.internal");

            a.growTopic("managed", 3);
            eventually("grow A.managed to 3");

            a.admin()
                    .incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "managed"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            eventually("alter A.managed");
            flow.assertNoTaskFailed();
        }
    }

    private static void eventually(String asked) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ASKED).contains(asked));
    }
}
