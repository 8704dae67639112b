/** The command that tells what a start would change: reads the clusters, asks those who would act, and prints; nothing is written. */
@NullMarked
package io.kagami.mirror.cli.plan;

import org.jspecify.annotations.NullMarked;
