package io.kagami.mirror.naming;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/** Makes a flow's replication policy: Kafka's own two, or a class of the user's, configured with the flow's settings. */
public final class PolicyLoading {

    private PolicyLoading() {}

    /**
     * A new policy that knows the flow's settings.
     *
     * @throws IllegalArgumentException if the class is no policy or cannot be made or configured; the message says which
     */
    public static ReplicationPolicy load(Class<?> policyClass, Map<String, ?> settings) {
        if (!ReplicationPolicy.class.isAssignableFrom(policyClass)) {
            throw new IllegalArgumentException(
                    policyClass.getName() + " does not implement " + ReplicationPolicy.class.getName()
                            + (implementsAnother(policyClass)
                                    ? " of this plugin but another one: put its jar into the folder of this plugin"
                                    : ""));
        }
        try {
            ReplicationPolicy policy = Utils.newInstance(policyClass, ReplicationPolicy.class);
            if (policy instanceof Configurable configurable) {
                configurable.configure(settings);
            }
            return policy;
        } catch (KafkaException | ClassCastException | IllegalStateException e) {
            throw new IllegalArgumentException(policyClass.getName() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Where a Connect worker loads plugins apart, a policy on its own class path knows its own interface only. */
    private static boolean implementsAnother(Class<?> policyClass) {
        return Stream.<Class<?>>iterate(policyClass, each -> each != null, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getInterfaces()))
                .anyMatch(each -> each.getName().equals(ReplicationPolicy.class.getName()));
    }
}
