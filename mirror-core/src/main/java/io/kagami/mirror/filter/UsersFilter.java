package io.kagami.mirror.filter;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * A user's own filter, written against one of MirrorMaker 2's interfaces. They are known here by name only: their jar need not be there
 * unless somebody has such a class.
 *
 * <p>Threading: as the user's class; its filters are asked by several threads.
 */
public final class UsersFilter {

    private static final MethodType QUESTION = MethodType.methodType(boolean.class, String.class);

    private final Object filter;
    private final Class<?> contract;

    private UsersFilter(Object filter, Class<?> contract) {
        this.filter = filter;
        this.contract = contract;
    }

    /**
     * Makes one and tells it the flow's settings.
     *
     * @param contract the interface's name
     * @throws IllegalArgumentException if that is not possible; the message says why
     */
    public static UsersFilter load(String className, String contract, Map<String, ?> settings) {
        try {
            Class<?> required = Class.forName(contract, true, Utils.getContextOrKafkaClassLoader());
            Object filter = Utils.newInstance(className.trim(), Object.class);
            if (!required.isInstance(filter)) {
                throw new IllegalArgumentException(className + " does not implement " + contract);
            }
            if (filter instanceof Configurable configurable) {
                configurable.configure(settings);
            }
            return new UsersFilter(filter, required);
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            String missing = String.valueOf(e.getMessage()).replace('/', '.');
            throw new IllegalArgumentException(
                    missing.equals(contract)
                            ? "needs MirrorMaker 2's connect-mirror jar on the class path, which has " + contract
                            : missing + " is not on the class path",
                    e);
        } catch (KafkaException e) {
            throw new IllegalArgumentException(className + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The filter that asks one of the interface's methods. */
    public NameFilter asking(String method) {
        MethodHandle question;
        try {
            question = MethodHandles.publicLookup().findVirtual(contract, method, QUESTION);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(contract.getName() + " has no " + method, e);
        }
        return name -> ask(question, name);
    }

    private boolean ask(MethodHandle question, String name) {
        try {
            return (boolean) question.invoke(filter, name);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // what a method handle declares; the interfaces' methods throw nothing checked
            throw new IllegalStateException(filter.getClass().getName() + " failed", e);
        }
    }
}
