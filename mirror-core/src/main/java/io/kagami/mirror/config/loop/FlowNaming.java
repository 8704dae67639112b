package io.kagami.mirror.config.loop;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.filter.ListedTopics;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.naming.RemoteTopics;
import io.kagami.mirror.topology.Flow;

/**
 * What a flow copies, how, and under which names.
 *
 * @param mode how it copies records
 * @param listed what its setting {@code topics} says
 * @param selection which topics it mirrors
 * @param names what they are called at the target
 */
public record FlowNaming(ReplicationMode mode, ListedTopics listed, TopicSelection selection, RemoteTopics names) {

    /** As a flow's settings say. */
    public static FlowNaming of(FlowConfig config, ReplicationMode mode) {
        return new FlowNaming(mode, listed(config), config.topicSelection(), config.remoteTopics());
    }

    /** What a flow's settings tell of which topics it mirrors. */
    public static ListedTopics listed(FlowConfig config) {
        return config.usersClasses().filter(ClassDefinition.TOPIC_FILTER).isPresent()
                ? ListedTopics.any()
                : ListedTopics.of(config.baseline().topics());
    }

    /** From where to where. */
    public Flow flow() {
        return names.flow();
    }

    /** Whether topics are called the same on both sides, so that their names do not tell where records come from. */
    public boolean keepsNames() {
        return names.keepsNames();
    }

    /** Whether both may mirror a topic of one name. */
    boolean mayMeet(FlowNaming other) {
        return listed.mayMeet(selection::selects, other.listed, other.selection::selects);
    }

    /** Whether the other flow's copies may be among the topics this one mirrors. */
    boolean mayTakeCopiesOf(FlowNaming other) {
        return selection.selects(other.names.remote(RemoteTopics.PROBE))
                || other.listed.names().stream()
                        .filter(other.selection::selects)
                        .anyMatch(name -> selection.selects(other.names.remote(name)));
    }
}
