/**
 * The soak: two clusters that mirror each other under steady work, while brokers and replicators are restarted round by round. At the end all content is equal,
 * every event is explained by what the run itself did, and memory and threads have not grown. A small one runs with all other tests; {@code
 * mirror-cli/soak.sh} runs a long one.
 */
@NullMarked
package io.kagami.mirror.cli.soak;

import org.jspecify.annotations.NullMarked;
