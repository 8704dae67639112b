package io.kagami.mirror.config.classes;

import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.filter.UsersFilter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * The classes of the user's that a connector's settings name.
 *
 * @param settings of the connector
 */
public record UsersClasses(Map<String, String> settings) {

    /** The user's filter, or empty where the lists of names decide. */
    public Optional<UsersFilter> filter(ClassDefinition which) {
        String className = settings.getOrDefault(which.key(), which.standard()).trim();
        return className.equals(which.standard())
                ? Optional.empty()
                : Optional.of(UsersFilter.load(className, which.contract(), settings));
    }

    /** The user's class for administering clusters, or empty for Kafka's plain client. */
    public Optional<String> forwardingAdmin() {
        return Optional.of(settings.getOrDefault(ClassDefinition.FORWARDING_ADMIN, ClassDefinition.PLAIN_ADMIN)
                        .trim())
                .filter(className -> !className.equals(ClassDefinition.PLAIN_ADMIN));
    }

    /** What is wrong with each, by key. */
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        for (ClassDefinition each : ClassDefinition.values()) {
            try {
                Optional<UsersFilter> unused = filter(each);
            } catch (IllegalArgumentException e) {
                problems.put(each.key(), String.valueOf(e.getMessage()));
            }
        }
        forwardingAdmin()
                .flatMap(UsersClasses::adminProblem)
                .ifPresent(problem -> problems.put(ClassDefinition.FORWARDING_ADMIN, problem));
        return problems;
    }

    private static Optional<String> adminProblem(String className) {
        try {
            Class<?> found = Utils.loadClass(className, Object.class);
            if (!extendsPlainAdmin(found)) {
                return Optional.of(className + " does not extend " + ClassDefinition.PLAIN_ADMIN);
            }
            boolean takesSettings = Arrays.stream(found.getConstructors())
                    .anyMatch(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {Map.class}));
            return takesSettings ? Optional.empty() : Optional.of(className + " has no public constructor for a Map");
        } catch (ClassNotFoundException e) {
            return Optional.of(className + " is not on the class path");
        }
    }

    private static boolean extendsPlainAdmin(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                .map(Class::getName)
                .collect(Collectors.toSet())
                .contains(ClassDefinition.PLAIN_ADMIN);
    }
}
