@NullMarked
package io.kagami.mirror.runtime.http;

import org.jspecify.annotations.NullMarked;
