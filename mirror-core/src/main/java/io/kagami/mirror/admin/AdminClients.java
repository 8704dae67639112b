package io.kagami.mirror.admin;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes admin clients for whatever is read from or written to a cluster. Where {@value #CLASS} names a class, calls go to it, as in
 * MirrorMaker 2: somebody else may be in charge of topics, configs and ACLs there.
 *
 * <p>Threading: stateless; a client is thread-safe, as far as a user's class is.
 */
public final class AdminClients {

    /** Kafka's own class, a subclass of the user's, or absent for a plain client. */
    public static final String CLASS = "forwarding.admin.class";

    private AdminClients() {}

    /**
     * A new client.
     *
     * @param settings of the client, beside {@value #CLASS}
     * @throws KafkaException if there can be none
     */
    public static Admin create(Map<String, Object> settings) {
        Object forwarding = settings.get(CLASS);
        Map<String, Object> ofClient = new HashMap<>(settings);
        ofClient.remove(CLASS);
        return forwarding == null ? Admin.create(ofClient) : forwarding(String.valueOf(forwarding), ofClient);
    }

    private static Admin forwarding(String className, Map<String, Object> settings) {
        try {
            return Utils.loadClass(className, Admin.class)
                    .getConstructor(Map.class)
                    .newInstance(settings);
        } catch (InvocationTargetException e) {
            throw new KafkaException(className + " failed to start: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new KafkaException(className + " cannot be used: " + e, e);
        }
    }
}
