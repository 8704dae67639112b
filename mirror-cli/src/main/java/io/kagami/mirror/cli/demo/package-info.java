/**
 * The command {@code mirror demo}: two real clusters in this process, mirrored both ways by the ordinary runtime, and compared record
 * by record in the end. {@link io.kagami.mirror.cli.demo.Demo} tells the story; what is written is in {@code data}, what is shown in
 * {@code view}.
 */
@NullMarked
package io.kagami.mirror.cli.demo;

import org.jspecify.annotations.NullMarked;
