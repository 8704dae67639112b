@NullMarked
package io.kagami.mirror.admin;

import org.jspecify.annotations.NullMarked;
