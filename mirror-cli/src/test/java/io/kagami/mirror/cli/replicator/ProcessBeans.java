package io.kagami.mirror.cli.replicator;

import com.sun.tools.attach.VirtualMachine;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** All that another JVM shows over JMX. */
public final class ProcessBeans {

    private ProcessBeans() {}

    /** Every bean with every attribute that can be read, as text. */
    @SuppressWarnings("BanJNDI") // of a process this test has started
    public static String text(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            StringBuilder text = new StringBuilder();
            for (ObjectName name : beans.queryNames(null, null)) {
                text.append(name).append('\n');
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    text.append("  ").append(attribute.getName()).append(" = ");
                    text.append(value(beans, name, attribute.getName())).append('\n');
                }
            }
            return text.toString();
        } finally {
            machine.detach();
        }
    }

    private static String value(MBeanServerConnection beans, ObjectName name, String attribute) {
        try {
            Object value = beans.getAttribute(name, attribute);
            return value instanceof Object[] several ? Arrays.deepToString(several) : String.valueOf(value);
        } catch (Exception unreadable) {
            return String.valueOf(unreadable);
        }
    }
}
