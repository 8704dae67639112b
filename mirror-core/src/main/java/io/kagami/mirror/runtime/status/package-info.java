/** What Connect's REST API tells of partitions that copy nothing while their task runs. */
@NullMarked
package io.kagami.mirror.runtime.status;

import org.jspecify.annotations.NullMarked;
