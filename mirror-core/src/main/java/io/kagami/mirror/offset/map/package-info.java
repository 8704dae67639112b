/**
 * Which offset of a copy belongs to which offset of its source: the copied records as runs, a run being records that follow one
 * another without a gap on either side. Pure: no clients, no clock, no logging.
 */
@NullMarked
package io.kagami.mirror.offset.map;

import org.jspecify.annotations.NullMarked;
