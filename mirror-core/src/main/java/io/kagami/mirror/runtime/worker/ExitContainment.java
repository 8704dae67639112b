package io.kagami.mirror.runtime.worker;

import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Exit;

/**
 * Keeps Kafka Connect from ending the process, or from hooking into its end, on behalf of one worker: within the contained threads (those that call
 * {@link #contain} and all that they start) an exit becomes a {@link WorkerExitException} and a shutdown hook is left out, because the
 * process stops its workers itself. All other threads keep the usual behaviour.
 *
 * <p>Threading: safe for use by several threads.
 */
final class ExitContainment {

    private static final InheritableThreadLocal<Boolean> CONTAINED = new InheritableThreadLocal<>();

    private ExitContainment() {}

    /** Calls with exits contained and gives the thread its own context class loader back, which Connect replaces. */
    static <T> T contain(Callable<T> call) throws Exception {
        Exit.setExitProcedure(ExitContainment::exit);
        Exit.setShutdownHookAdder(ExitContainment::addShutdownHook);
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        CONTAINED.set(true);
        try {
            return call.call();
        } finally {
            CONTAINED.remove();
            thread.setContextClassLoader(loader);
        }
    }

    private static void exit(int code, String message) {
        if (contained()) {
            throw new WorkerExitException(code);
        }
        System.exit(code);
    }

    private static void addShutdownHook(String name, Runnable hook) {
        if (!contained()) {
            Runtime.getRuntime().addShutdownHook(new Thread(hook, name == null ? "shutdown-hook" : name));
        }
    }

    private static boolean contained() {
        return Boolean.TRUE.equals(CONTAINED.get());
    }
}
