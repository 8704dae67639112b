/** Faults between a client and its brokers: a proxy that cuts, stalls and slows down real connections. */
@NullMarked
package io.kagami.mirror.testkit.fault;

import org.jspecify.annotations.NullMarked;
