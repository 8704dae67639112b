package io.kagami.mirror.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How what a process takes goes on from round to round: the median of the first third against that of the last one. The first quarter of all samples is left
 * out, as a virtual machine that begins grows.
 *
 * @param process whose
 * @param samples in order of time
 */
record Trend(String process, List<Vitals> samples) {

    Trend {
        samples = List.copyOf(samples);
    }

    /** What is not flat; empty if all is. */
    List<String> growths(GrowthLimits limits) {
        List<String> growths = new ArrayList<>();
        growth("RSS", "KB", Vitals::rssKilobytes, limits, limits.rssKilobytes()).ifPresent(growths::add);
        growth("heap after collection", "KB", Vitals::heapKilobytes, limits, limits.heapKilobytes())
                .ifPresent(growths::add);
        growth("threads", "", Vitals::threads, limits, limits.threads()).ifPresent(growths::add);
        return growths;
    }

    private Optional<String> growth(
            String what, String unit, ToLongFunction<Vitals> part, GrowthLimits limits, long slack) {
        long before = medianAtTheBeginning(part);
        long after = medianAtTheEnd(part);
        return after <= limits.most(before, slack)
                ? Optional.empty()
                : Optional.of("%s of the %s grew from %d to %d %s"
                        .formatted(what, process, before, after, unit)
                        .strip());
    }

    long medianAtTheBeginning(ToLongFunction<Vitals> part) {
        List<Vitals> warm = warm();
        return median(warm.subList(0, third(warm)), part);
    }

    long medianAtTheEnd(ToLongFunction<Vitals> part) {
        List<Vitals> warm = warm();
        return median(warm.subList(warm.size() - third(warm), warm.size()), part);
    }

    private List<Vitals> warm() {
        if (samples.isEmpty()) {
            throw new IllegalStateException("nobody looked at the " + process);
        }
        return samples.subList(samples.size() / 4, samples.size());
    }

    private static int third(List<Vitals> warm) {
        return Math.max(1, warm.size() / 3);
    }

    private static long median(List<Vitals> some, ToLongFunction<Vitals> part) {
        long[] sorted = some.stream().mapToLong(part).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
