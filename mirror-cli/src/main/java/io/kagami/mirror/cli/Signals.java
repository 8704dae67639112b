package io.kagami.mirror.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Signals of the operating system. The JVM's interface to them is not for everyone, so it is reached by reflection. */
final class Signals {

    private Signals() {}

    /** Calls {@code action} at each such signal; does nothing where the system has no such signal or keeps it for itself. */
    static void onSignal(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calling = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("handle")) {
                            return method.invoke(action, arguments);
                        }
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
        } catch (InvocationTargetException unavailable) {
            // Windows has no such signal; nohup keeps it. Reloading is then not offered.
            return;
        } catch (ReflectiveOperationException unavailable) {
            // A JVM without the interface.
            return;
        }
    }
}
