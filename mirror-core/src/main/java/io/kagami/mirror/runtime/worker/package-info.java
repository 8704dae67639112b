/** One Kafka Connect distributed worker inside this process, contained so that its failure is only its own. */
@NullMarked
package io.kagami.mirror.runtime.worker;

import org.jspecify.annotations.NullMarked;
