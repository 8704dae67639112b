/**
 * What a copy promises, as objects that judge a real copy: {@link io.kagami.mirror.testkit.guarantee.NothingLost}, {@link
 * io.kagami.mirror.testkit.guarantee.NothingTwice}, {@link io.kagami.mirror.testkit.guarantee.OrderKept} and, strictest,
 * {@link io.kagami.mirror.testkit.guarantee.SameRecords}. {@link io.kagami.mirror.testkit.guarantee.TopicComparison}
 * compares topics too large to hold, byte for byte, and reports what it found.
 */
@NullMarked
package io.kagami.mirror.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
