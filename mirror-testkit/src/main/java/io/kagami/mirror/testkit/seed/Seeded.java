package io.kagami.mirror.testkit.seed;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a test method its {@link Random}: of a new seed in every run, or of the one in system property {@value #PROPERTY}. The seed is printed, and stands in
 * the message of a failure.
 *
 * <p>Threading: safe.
 */
public final class Seeded implements ParameterResolver, TestExecutionExceptionHandler {

    /** Names the system property that repeats a run. */
    public static final String PROPERTY = "kagami.seed";

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Seeded.class);

    /** So many seeds for a parameterized test, or the property's alone where it is set. */
    public static LongStream seeds(int count) {
        Long given = Long.getLong(PROPERTY);
        return given == null ? new Random().longs(count) : LongStream.of(given);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Random.class;
    }

    @Override
    public Random resolveParameter(ParameterContext parameter, ExtensionContext test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        test.getStore(HERE).put(PROPERTY, seed);
        System.out.printf("%s: -D%s=%d%n", test.getDisplayName(), PROPERTY, seed);
        return new Random(seed);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        Long seed = test.getStore(HERE).get(PROPERTY, Long.class);
        if (seed == null) {
            throw failure;
        }
        throw new AssertionError("with -D%s=%d: %s".formatted(PROPERTY, seed, failure.getMessage()), failure);
    }
}
