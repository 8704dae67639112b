@NullMarked
package io.kagami.mirror.source.account;

import org.jspecify.annotations.NullMarked;
