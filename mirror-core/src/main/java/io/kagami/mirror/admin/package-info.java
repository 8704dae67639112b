/** How admin clients are made, also those a user's class stands for, and what they are asked to do beside mirroring topics. */
@NullMarked
package io.kagami.mirror.admin;

import org.jspecify.annotations.NullMarked;
