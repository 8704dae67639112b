package io.kagami.mirror.benchmarks.contender;

import java.time.Duration;

/**
 * How a mirror ended.
 *
 * @param code the process's exit code
 * @param took from the signal to the end
 * @param forced whether it had to be killed
 */
public record MirrorExit(int code, Duration took, boolean forced) {}
