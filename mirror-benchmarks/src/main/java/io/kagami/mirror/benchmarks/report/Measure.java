package io.kagami.mirror.benchmarks.report;

import io.kagami.mirror.benchmarks.measure.CopyRun;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/**
 * A number of a run that is reported. A GB is 10^9 bytes.
 *
 * @param title with the unit
 * @param format how it is shown
 * @param value takes it from a run
 */
record Measure(String title, String format, ToDoubleBiFunction<CopyRun, SourceSizes> value) {

    static final Measure RECORDS_PER_SECOND =
            new Measure("records/s", "%,.0f", (run, sizes) -> run.window().recordsPerSecond());

    static final Measure CPU_PER_GIGABYTE = new Measure(
            "CPU s per GB",
            "%.2f",
            (run, sizes) -> run.window().mirrorCpuSeconds()
                    / sizes.gigabytes(run.window().records()));

    static final Measure PEAK_RSS = new Measure(
            "peak RSS MB", "%,.0f", (run, sizes) -> run.window().last().mirror().peakResidentBytes() / 1e6);

    static final Measure FIRST_RECORD = new Measure(
            "first record after s", "%.1f", (run, sizes) -> run.window().secondsToFirstRecord());

    /** All of them, as columns of a table. */
    static final List<Measure> ALL = List.of(
            RECORDS_PER_SECOND,
            new Measure(
                    "MB/s", "%,.0f", (run, sizes) -> run.window().recordsPerSecond() * sizes.bytesPerRecord() / 1e6),
            CPU_PER_GIGABYTE,
            new Measure(
                    "CPU s per GB of log",
                    "%.2f",
                    (run, sizes) -> run.window().mirrorCpuSeconds()
                            / sizes.logGigabytes(run.window().records())),
            new Measure(
                    "brokers' CPU s per GB",
                    "%.2f",
                    (run, sizes) -> run.window().brokersCpuSeconds()
                            / sizes.gigabytes(run.window().records())),
            new Measure(
                    "CPU s since start",
                    "%.1f",
                    (run, sizes) -> run.window().last().mirror().cpuSeconds()),
            PEAK_RSS,
            FIRST_RECORD,
            new Measure("stop s", "%.1f", (run, sizes) -> run.exit().took().toMillis() / 1e3));

    double of(CopyRun run, SourceSizes sizes) {
        return value.applyAsDouble(run, sizes);
    }

    String show(double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
