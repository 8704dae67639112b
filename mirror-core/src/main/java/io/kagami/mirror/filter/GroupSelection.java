package io.kagami.mirror.filter;

/**
 * Decides which consumer groups' positions a flow carries over.
 *
 * @param listed what {@code groups} and {@code groups.exclude} say, or a class of the user's
 */
public record GroupSelection(NameFilter listed) {

    /** Whether the positions of {@code group} follow. */
    public boolean selects(String group) {
        return listed.accepts(group);
    }
}
