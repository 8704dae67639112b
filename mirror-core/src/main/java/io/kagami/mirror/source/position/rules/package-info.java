/**
 * What follows from the accounts of a partition: where copying goes on, or that copy and source must be compared first. Pure: no client, no log,
 * no clock. {@link io.kagami.mirror.source.position.rules.Positions} is the way in.
 */
@NullMarked
package io.kagami.mirror.source.position.rules;

import org.jspecify.annotations.NullMarked;
