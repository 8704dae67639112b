/**
 * What a task does about things that go wrong with single partitions: says and counts them, puts aside what cannot be copied, and leaves notes
 * that other processes can read.
 */
@NullMarked
package io.kagami.mirror.source.trouble;

import org.jspecify.annotations.NullMarked;
