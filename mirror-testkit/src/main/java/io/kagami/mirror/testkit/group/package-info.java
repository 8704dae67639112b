/**
 * Consumer groups: members at work, groups that stopped in the midst of topics, and what such a group would read again or miss if it went on in the copies. Records are told
 * apart by their content.
 */
@NullMarked
package io.kagami.mirror.testkit.group;

import org.jspecify.annotations.NullMarked;
