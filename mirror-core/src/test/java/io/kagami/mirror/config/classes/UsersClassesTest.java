package io.kagami.mirror.config.classes;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.filter.ConfigPropertySelection;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.connect.mirror.ConfigPropertyFilter;
import org.apache.kafka.connect.mirror.DefaultTopicFilter;
import org.apache.kafka.connect.mirror.GroupFilter;
import org.apache.kafka.connect.mirror.TopicFilter;
import org.junit.jupiter.api.Test;

/** Classes written against MirrorMaker 2's interfaces, named in the file. */
class UsersClassesTest {

    private static final Flow FLOW = Flow.of("A", "B");

    /** Takes topics that begin with what the file says. */
    public static final class ByPrefix implements TopicFilter {
        private String prefix = "";

        @Override
        public void configure(Map<String, ?> settings) {
            prefix = String.valueOf(settings.get("my.prefix"));
        }

        @Override
        public boolean shouldReplicateTopic(String topic) {
            return topic.startsWith(prefix);
        }
    }

    /** As the lists say, but nothing secret. */
    public static final class NothingSecret extends DefaultTopicFilter {
        @Override
        public boolean shouldReplicateTopic(String topic) {
            return super.shouldReplicateTopic(topic) && !topic.contains("secret");
        }
    }

    /** Takes groups of one team. */
    public static final class OneTeam implements GroupFilter {
        @Override
        public boolean shouldReplicateGroup(String group) {
            return group.endsWith("-team");
        }
    }

    /** Takes retention only, also where it is the source's default. */
    public static final class RetentionOnly implements ConfigPropertyFilter {
        @Override
        public boolean shouldReplicateConfigProperty(String property) {
            return property.startsWith("retention.");
        }

        @Override
        public boolean shouldReplicateSourceDefault(String property) {
            return property.equals("retention.ms");
        }
    }

    @Test
    void aTopicFilterDecidesInsteadOfTheListsAndKnowsTheSettings() {
        TopicSelection topics = flow(Map.of(
                        "topic.filter.class", ByPrefix.class.getName(), "A->B.my.prefix", "orders", "topics", "x"))
                .topicSelection();

        assertThat(topics.selects("orders-eu")).isTrue();
        assertThat(topics.selects("x")).isFalse();
        // What comes from the target, and what is internal, stays out whatever it says.
        assertThat(topics.selects("B.orders")).isFalse();
        assertThat(topics.selects("heartbeats")).isTrue();
    }

    @Test
    void aSubclassOfTheDefaultFilterSeesTheLists() {
        TopicSelection topics = flow(Map.of(
                        "A->B.topic.filter.class", NothingSecret.class.getName(),
                        "A->B.topics", "a.*",
                        "A->B.topics.exclude", "ab"))
                .topicSelection();

        assertThat(topics.selects("aa")).isTrue();
        assertThat(topics.selects("ab")).isFalse();
        assertThat(topics.selects("a-secret")).isFalse();
        assertThat(topics.selects("b")).isFalse();
    }

    @Test
    void aGroupFilterDecidesInsteadOfTheLists() {
        Map<String, String> settings =
                parse(Map.of("group.filter.class", OneTeam.class.getName())).sourceConnectorProperties(FLOW);

        assertThat(CheckpointConfig.from(settings).groupSelection().selects("blue-team"))
                .isTrue();
        assertThat(CheckpointConfig.from(settings).groupSelection().selects("blue"))
                .isFalse();
    }

    @Test
    void aPropertyFilterDecidesWhichPropertiesFollowAndWhoseDefaultHolds() {
        ConfigPropertySelection properties = flow(Map.of("config.property.filter.class", RetentionOnly.class.getName()))
                .configPropertySelection();

        assertThat(properties.selects("retention.bytes")).isTrue();
        assertThat(properties.selects("cleanup.policy")).isFalse();
        assertThat(properties.copiesSourceDefault("retention.ms")).isTrue();
        assertThat(properties.copiesSourceDefault("retention.bytes")).isFalse();
    }

    @Test
    void mirrorMakersOwnClassesAreTheDefault() {
        assertThat(flow(Map.of(
                                "topic.filter.class", "org.apache.kafka.connect.mirror.DefaultTopicFilter",
                                "topics", "a"))
                        .topicSelection()
                        .selects("a"))
                .isTrue();
    }

    @Test
    void saysWhatIsWrongWithEachClass() {
        assertThat(errors(Map.of(
                        "A->B.topic.filter.class",
                        "org.example.Missing",
                        "group.filter.class",
                        RetentionOnly.class.getName(),
                        "config.property.filter.class",
                        "java.lang.Integer",
                        "forwarding.admin.class",
                        Admin.class.getName())))
                .anyMatch(error -> error.contains("A->B.topic.filter.class") && error.contains("org.example.Missing"))
                .anyMatch(error -> error.contains("group.filter.class") && error.contains("does not implement"))
                .anyMatch(error -> error.contains("config.property.filter.class"))
                .anyMatch(error -> error.contains("forwarding.admin.class")
                        && error.contains("does not extend org.apache.kafka.clients.admin.ForwardingAdmin"))
                .hasSize(4);
    }

    private static List<String> errors(Map<String, String> settings) {
        return MirrorConfig.check(file(settings)).all().stream()
                .filter(ConfigProblem::isError)
                .map(ConfigProblem::toString)
                .toList();
    }

    private static FlowConfig flow(Map<String, String> settings) {
        return FlowConfig.from(parse(settings).sourceConnectorProperties(FLOW));
    }

    private static MirrorConfig parse(Map<String, String> settings) {
        return MirrorConfig.parse(file(settings));
    }

    private static Map<String, String> file(Map<String, String> settings) {
        Map<String, String> file = new HashMap<>(settings);
        file.put("clusters", "A, B");
        file.put("A.bootstrap.servers", "a:9092");
        file.put("B.bootstrap.servers", "b:9092");
        file.put("A->B.enabled", "true");
        return file;
    }
}
