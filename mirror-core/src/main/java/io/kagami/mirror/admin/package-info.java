/** How admin clients are made, also those a user's class stands for, what they are asked to do beside mirroring topics, and how a compacted topic is read. */
@NullMarked
package io.kagami.mirror.admin;

import org.jspecify.annotations.NullMarked;
