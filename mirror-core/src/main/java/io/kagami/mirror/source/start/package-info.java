/**
 * Where copying begins, and begins anew: the ends of topics a flow notes that begins with new records, and the positions operators set
 * or reset through Connect.
 */
@NullMarked
package io.kagami.mirror.source.start;

import org.jspecify.annotations.NullMarked;
