package io.kagami.mirror.filter;

/** Says of a topic, a group or a configuration property whether it is to be mirrored. */
@FunctionalInterface
public interface NameFilter {

    /** Whether what is called {@code name} is to be mirrored. */
    boolean accepts(String name);

    /** What one list names and another does not take back. */
    static NameFilter ofLists(NamePatterns included, NamePatterns excluded) {
        return name -> included.match(name) && !excluded.match(name);
    }
}
