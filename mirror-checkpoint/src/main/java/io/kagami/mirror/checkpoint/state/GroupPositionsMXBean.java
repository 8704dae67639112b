package io.kagami.mirror.checkpoint.state;

import java.util.List;
import java.util.Map;

/** What JMX shows of the groups of one flow and way, as they stood after the last round. */
public interface GroupPositionsMXBean {

    /** How many groups stand how, by {@link GroupStanding} in lower case. */
    Map<String, Long> getGroups();

    /** How many of their positions stand how, by {@link Standing} in lower case. */
    Map<String, Long> getPositions();

    /** How many records may come once more at most, of all conservative positions together. */
    long getMayRepeat();

    /**
     * All that is known of a group: how it stands, then a line for each partition.
     *
     * @param group its id
     */
    List<String> describe(String group);
}
