/**
 * The rights mirroring takes, as Kafka's ACLs have them, and which of them are missing. A cluster tells of topics, groups and itself what a user may
 * do with them, as far as the user may know of them at all; for others a request is made that Kafka refuses or confirms without carrying it out.
 * What can be learnt neither way is said to be unknown.
 */
@NullMarked
package io.kagami.mirror.validation.rights;

import org.jspecify.annotations.NullMarked;
