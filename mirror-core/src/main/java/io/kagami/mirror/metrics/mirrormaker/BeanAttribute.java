package io.kagami.mirror.metrics.mirrormaker;

import java.util.function.ToDoubleFunction;

/**
 * One figure of a bean.
 *
 * @param name as MirrorMaker 2 calls it
 * @param meaning what it tells
 * @param value how it is read here
 */
public record BeanAttribute<T>(String name, String meaning, ToDoubleFunction<T> value) {}
