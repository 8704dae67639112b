package io.kagami.mirror.validation.rights;

import io.kagami.mirror.access.Login;
import io.kagami.mirror.validation.online.ReachedCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * Writes {@code kafka-acls.sh} lines that grant rights at one cluster to the user of the file.
 *
 * @param cluster that is asked
 */
record AclCommand(ReachedCluster cluster) {

    /** Stands where the file does not tell who the brokers take its user for. */
    static final String WHOEVER_IT_IS = "User:PRINCIPAL";

    private static final Pattern SAFE = Pattern.compile("[a-zA-Z0-9_./:,=@%+-]+");
    private static final String PROTOCOL = "security.protocol";
    private static final String PLAINTEXT = "PLAINTEXT";

    /** Who the brokers probably take the file's user for. */
    String principal() {
        if (isPlaintext()) {
            return "User:ANONYMOUS";
        }
        return Login.of(cluster.settings())
                .user()
                .filter(name ->
                        cluster.settings().getOrDefault("sasl.jaas.config", "").contains("username"))
                .map(name -> "User:" + name)
                .orElse(WHOEVER_IT_IS);
    }

    /** One line for the operations on these resources, which are of one type and pattern type. */
    String line(Collection<ResourcePattern> resources, Collection<AclOperation> operations) {
        List<String> words = new ArrayList<>(List.of(
                "kafka-acls.sh",
                "--bootstrap-server",
                quoted(cluster.settings().getOrDefault("bootstrap.servers", "").replaceAll("\\s", ""))));
        if (!isPlaintext()) {
            words.addAll(List.of("--command-config", quoted("admin-of-" + cluster.alias() + ".properties")));
        }
        words.addAll(List.of("--add", "--allow-principal", quoted(principal())));
        operations.stream().sorted().forEach(operation -> words.addAll(List.of("--operation", written(operation))));
        ResourcePattern first = resources.iterator().next();
        switch (first.resourceType()) {
            case CLUSTER -> words.add("--cluster");
            case GROUP -> resources.forEach(group -> words.addAll(List.of("--group", quoted(group.name()))));
            default -> resources.forEach(topic -> words.addAll(List.of("--topic", quoted(topic.name()))));
        }
        if (first.patternType() == PatternType.PREFIXED) {
            words.addAll(List.of("--resource-pattern-type", "prefixed"));
        }
        return String.join(" ", words);
    }

    /** As {@code kafka-acls.sh} calls it: {@code DescribeConfigs}. */
    static String written(AclOperation operation) {
        return List.of(operation.name().split("_")).stream()
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private boolean isPlaintext() {
        Map<String, String> settings = cluster.settings();
        return settings.getOrDefault(PROTOCOL, PLAINTEXT).trim().equalsIgnoreCase(PLAINTEXT);
    }

    private static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
