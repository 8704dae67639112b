/** What the documents and examples show, held against the programs they are for. */
@NullMarked
package io.kagami.mirror.cli.docs;

import org.jspecify.annotations.NullMarked;
