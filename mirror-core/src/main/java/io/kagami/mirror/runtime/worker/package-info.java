/** One Kafka Connect worker inside this process, distributed or standalone, contained so that its failure is only its own. */
@NullMarked
package io.kagami.mirror.runtime.worker;

import org.jspecify.annotations.NullMarked;
