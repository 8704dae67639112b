package io.kagami.mirror.validation.rights;

import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What is known of the rights to one resource; what is in neither set is granted.
 *
 * @param need what was asked for
 * @param missing what is refused
 * @param unknown what cannot be learnt without doing it
 */
record Answer(Need need, Set<AclOperation> missing, Set<AclOperation> unknown) {

    Answer {
        missing = Set.copyOf(missing);
        unknown = Set.copyOf(unknown);
    }

    static Answer unknown(Need need) {
        return new Answer(need, Set.of(), need.operations());
    }

    static Answer missing(Need need) {
        return new Answer(need, need.operations(), Set.of());
    }

    static Answer granted(Need need) {
        return new Answer(need, Set.of(), Set.of());
    }
}
