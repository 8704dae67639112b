package io.kagami.mirror.metrics;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.utils.Sanitizer;

/**
 * A bean shown by JMX, as {@code io.kagami.mirror:type=…,…} or by another name, until this is closed. A later bean of the same name takes the
 * place of an earlier one.
 *
 * <p>Threading: thread-safe.
 */
public final class JmxRegistration implements AutoCloseable {

    private static final String DOMAIN = "io.kagami.mirror";
    private static final Map<ObjectName, JmxRegistration> SHOWN = new HashMap<>();

    private final MBeanServer server;
    private final ObjectName name;
    private final Object bean;

    private JmxRegistration(MBeanServer server, ObjectName name, Object bean) {
        this.server = server;
        this.name = name;
        this.bean = bean;
    }

    /**
     * Shows a bean.
     *
     * @param type what it is about
     * @param keysAndValues what tells it from others of its type: {@code source, A, target, B}
     * @param bean an MXBean
     */
    public static JmxRegistration of(String type, Object bean, String... keysAndValues) {
        StringBuilder text = new StringBuilder(DOMAIN).append(":type=").append(type);
        for (int at = 0; at < keysAndValues.length; at += 2) {
            text.append(',').append(keysAndValues[at]).append('=').append(Sanitizer.jmxSanitize(keysAndValues[at + 1]));
        }
        return named(text.toString(), bean);
    }

    /**
     * Shows a bean under a name that is not of our making.
     *
     * @param name domain and properties, values sanitized
     * @param bean an MXBean or a dynamic bean
     */
    public static JmxRegistration named(String name, Object bean) {
        try {
            JmxRegistration registration =
                    new JmxRegistration(ManagementFactory.getPlatformMBeanServer(), new ObjectName(name), bean);
            registration.register();
            return registration;
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be shown by JMX", e);
        }
    }

    private void register() throws JMException {
        synchronized (SHOWN) {
            if (server.isRegistered(
                    name)) { // also one of another copy of this class, where Connect keeps plugins apart
                server.unregisterMBean(name);
            }
            server.registerMBean(bean, name);
            SHOWN.put(name, this);
        }
    }

    /** Shows it no longer, unless a later one has taken its place anyway. */
    @Override
    public void close() {
        synchronized (SHOWN) {
            if (!SHOWN.remove(name, this)) {
                return;
            }
            try {
                if (server.isRegistered(name)) {
                    server.unregisterMBean(name);
                }
            } catch (JMException e) {
                throw new IllegalStateException(name + " cannot be taken out of JMX", e);
            }
        }
    }
}
