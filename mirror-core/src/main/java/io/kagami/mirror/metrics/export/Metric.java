package io.kagami.mirror.metrics.export;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/**
 * What a metric is, whatever it is of.
 *
 * @param name in Micrometer's notation
 * @param isCounter whether it only grows while the process lives; else it goes up and down
 * @param meaning in one sentence
 * @param tags that tell it from others of its name, beside those of the subject
 * @param value reads it; not a number where it is not known
 */
public record Metric<T>(String name, boolean isCounter, String meaning, Tags tags, ToDoubleFunction<T> value) {

    /** A number that only grows. */
    public static <T> Metric<T> counter(String name, String meaning, ToDoubleFunction<T> value) {
        return new Metric<>(name, true, meaning, Tags.empty(), value);
    }

    /** A number that goes up and down. */
    public static <T> Metric<T> gauge(String name, String meaning, ToDoubleFunction<T> value) {
        return new Metric<>(name, false, meaning, Tags.empty(), value);
    }

    /** The same metric of one kind of things. */
    public Metric<T> of(String tag, String kind) {
        return new Metric<>(name, isCounter, meaning, tags.and(tag, kind), value);
    }

    /**
     * Registers it. Whoever wants it to be read keeps the subject: the meter does not.
     *
     * @param ofSubject tags
     */
    public Meter bind(MeterRegistry registry, Tags ofSubject, T subject) {
        Tags all = ofSubject.and(tags);
        return isCounter
                ? FunctionCounter.builder(name, subject, value)
                        .description(meaning)
                        .tags(all)
                        .register(registry)
                : Gauge.builder(name, subject, value)
                        .description(meaning)
                        .tags(all)
                        .register(registry);
    }
}
