/** Clusters that ask who is there, and the rights they give. */
@NullMarked
package io.kagami.mirror.testkit.security;

import org.jspecify.annotations.NullMarked;
