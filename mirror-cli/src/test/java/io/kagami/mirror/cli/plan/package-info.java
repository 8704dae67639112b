/** What the plan command finds, on real brokers, and how it says so. */
@NullMarked
package io.kagami.mirror.cli.plan;

import org.jspecify.annotations.NullMarked;
