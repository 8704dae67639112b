/**
 * The fault suite: real replicator processes between real brokers, broken in every way we know while records flow, and counted record by record at the
 * end: none lost, none twice, none out of order. A small size runs with all other tests; {@code -Dkagami.faults=full} runs the large one with the
 * settings a user has.
 */
@NullMarked
package io.kagami.mirror.cli.fault;

import org.jspecify.annotations.NullMarked;
