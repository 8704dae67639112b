/**
 * Side by side with Apache MirrorMaker 2 in one run: {@link io.kagami.mirror.benchmarks.SideBySide} starts two broker
 * processes, fills the source, lets the mirrors copy in turn, and reports medians.
 */
@NullMarked
package io.kagami.mirror.benchmarks;

import org.jspecify.annotations.NullMarked;
