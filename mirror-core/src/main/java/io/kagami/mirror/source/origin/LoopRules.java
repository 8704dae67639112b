package io.kagami.mirror.source.origin;

import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.config.loop.FlowNaming;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.filter.ListedTopics;
import io.kagami.mirror.filter.NamePatterns;
import io.kagami.mirror.naming.InternalTopics;
import io.kagami.mirror.naming.RemoteTopics;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a flow would send back to its target what came from there, as far as notes of other flows tell, whoever runs them under whatever aliases.
 * The same rules are applied to one file, by aliases, before anything starts ({@link io.kagami.mirror.config.loop.LoopChecks}).
 *
 * @param mine the flow in question
 * @param sourceId the cluster id of its source
 * @param targetId that of its target
 * @param sharedId an id that two clusters may have; empty for none
 */
record LoopRules(FlowNaming mine, String sourceId, String targetId, String sharedId) {

    private static final String NOTHING = " copies nothing: ";

    /** Why the flow must not copy; empty if nothing speaks against it. */
    Optional<String> refusal(Collection<FlowNote> atSource, Collection<FlowNote> atTarget, Set<String> sourceTopics) {
        if (sourceId.equals(targetId) && !areTwins()) {
            return Optional.of(oneCluster());
        }
        return atSource.stream()
                .filter(note -> note.targetId().equals(sourceId))
                .flatMap(note -> ofSource(note, sourceTopics).stream())
                .findFirst()
                .or(() -> atTarget.stream()
                        .filter(note -> note.targetId().equals(targetId))
                        .flatMap(note -> ofTarget(note).stream())
                        .findFirst());
    }

    /** Whether source and target are two clusters that have one id. */
    boolean areTwins() {
        return sourceId.equals(targetId) && isShared(sourceId);
    }

    /** Where names are kept, nothing but ids tells who wrote what, so none may be shared. */
    private boolean isShared(String id) {
        return sharedId.equals(id) && !mine.keepsNames();
    }

    private String oneCluster() {
        return mine.flow() + NOTHING + source() + " and " + target() + " are one and the same cluster (cluster id "
                + sourceId + "), which would be mirrored into itself; check the bootstrap.servers of both. "
                + AcceptedIds.ifTheyAreTwo(sourceId);
    }

    /** That it is one cluster after all, as both show the same topic. */
    String oneCluster(String topic) {
        return mine.flow() + NOTHING + source() + " and " + target() + " are one and the same cluster (cluster id "
                + sourceId + "), though " + AcceptedIds.SHARED + " says that two have this id: topic " + topic
                + " has the same topic id on both; check the bootstrap.servers of both";
    }

    /** Whether that flow comes from where this one goes to. Of clusters with one id, aliases tell. */
    private boolean isFromTarget(FlowNote note) {
        return note.sourceId().equals(targetId)
                && (!isShared(targetId) || note.flow().source().equals(target()));
    }

    private Optional<String> ofSource(FlowNote note, Set<String> sourceTopics) {
        boolean bothKeep = keepsNames(note) && mine.keepsNames();
        if (!isFromTarget(note)) {
            return bothKeep ? ring(note) : Optional.empty();
        }
        if (bothKeep) {
            return thereAndBack(note);
        }
        if (keepsNames(note) != mine.keepsNames()) {
            return mayMeet(note) || mayTakeCopies(note, sourceTopics)
                    ? Optional.of(namesOneWay(note))
                    : Optional.empty();
        }
        return mayTakeCopies(note, sourceTopics) ? Optional.of(otherAlias(note)) : Optional.empty();
    }

    private Optional<String> thereAndBack(FlowNote note) {
        if (!mayMeet(note)) {
            return Optional.empty();
        }
        if (note.byRecord() != byRecord()) {
            return Optional.of(mine.flow() + NOTHING + "it and " + said(note)
                    + " keep topics' names, but one copies batches and the other records, so neither knows what the other one wrote,"
                    + " and records would go round for ever; choose one replication.mode for both, topics that differ, or"
                    + " DefaultReplicationPolicy");
        }
        ClusterAlias theirs = note.flow().source();
        if (byRecord() && !theirs.equals(mine.flow().target())) {
            return Optional.of(
                    mine.flow() + NOTHING + said(note) + " marks records as coming from '" + theirs
                            + "', the same cluster (cluster id " + targetId + ") that is called '" + target()
                            + "' here, so they would not be known, and go round for ever; give the cluster one alias in both files");
        }
        return Optional.empty();
    }

    private Optional<String> ring(FlowNote note) {
        SortedSet<String> origins = byRecord() ? note.unmarked() : note.origins();
        return origins.contains(targetId) && mayMeet(note)
                ? Optional.of(
                        mine.flow() + NOTHING + "by way of " + said(note) + ", records of " + target() + " (cluster id "
                                + targetId
                                + ") come to " + source()
                                + " under their own names, and do not tell that they come from there, so they would go round for ever;"
                                + " choose replication.mode = record for all flows of the ring, a way that does not close, topics"
                                + " that differ, or DefaultReplicationPolicy")
                : Optional.empty();
    }

    private String namesOneWay(FlowNote note) {
        return mine.flow() + NOTHING + (mine.keepsNames() ? "it keeps topics' names, and " : "")
                + said(note) + (mine.keepsNames() ? " does not" : " keeps topics' names, which this one does not")
                + ", so each would take the other's copies for new topics, and names would grow for ever; choose one"
                + " replication.policy.class for both, or topics that differ";
    }

    private String otherAlias(FlowNote note) {
        return mine.flow() + NOTHING + source() + " holds copies of " + target() + " (cluster id " + targetId
                + ") under names such as '" + note.example() + "', made by " + said(note)
                + ", where that cluster is called '"
                + note.flow().source()
                + "'; this flow would take them for new topics, and names would grow for ever; call"
                + " the cluster '" + note.flow().source() + "' in this file too, or leave the copies out"
                + " (topics.exclude), or, if that flow is gone for good, delete its copies and its topic "
                + log(note) + " on " + source();
    }

    private Optional<String> ofTarget(FlowNote note) {
        boolean sameUnderOtherName = note.sourceId().equals(sourceId)
                && !note.flow().source().equals(mine.flow().source());
        return sameUnderOtherName && keepsNames(note) && mine.keepsNames() && mayMeet(note)
                ? Optional.of(mine.flow() + NOTHING + "the cluster that is called '" + source() + "' here (cluster id "
                        + sourceId
                        + ") is mirrored into " + target() + " by " + said(note) + " too, as '"
                        + note.flow().source()
                        + "', and as topics keep their names, all records would be there twice; give the cluster one alias in"
                        + " both files, or, if that flow is gone for good, delete its topic " + log(note) + " on "
                        + target())
                : Optional.empty();
    }

    /**
     * Why a position at the source may be none at the target, though topics are called the same: the target's own records are among the source's, in
     * another order, and it may hold more of them. Empty where they are not.
     */
    Optional<String> mixedOrder(Collection<FlowNote> atSource) {
        return atSource.stream()
                .filter(note ->
                        note.targetId().equals(sourceId) && note.sourceId().equals(targetId))
                .filter(note -> mine.keepsNames() && keepsNames(note) && mayMeet(note))
                .findFirst()
                .map(note -> "topics keep their names, and " + said(note) + " brought records of " + target()
                        + " (cluster id "
                        + targetId + ") to " + source() + ", so both hold records in different orders: a group that "
                        + mine.flow() + " sets forward may skip records at " + target() + " that it never read");
    }

    /** What this flow notes of itself. */
    FlowNote note(String topics, Collection<FlowNote> atSource) {
        TreeSet<String> origins = new TreeSet<>(Set.of(sourceId));
        TreeSet<String> unmarked = new TreeSet<>(byRecord() ? Set.of() : Set.of(sourceId));
        atSource.stream()
                .filter(note ->
                        note.targetId().equals(sourceId) && !note.sourceId().equals(targetId))
                .filter(note -> keepsNames(note) && mine.keepsNames() && mayMeet(note))
                .forEach(note -> {
                    origins.addAll(note.origins());
                    unmarked.addAll(note.unmarked());
                });
        return new FlowNote(
                mine.flow(),
                sourceId,
                targetId,
                byRecord(),
                mine.names().remote(RemoteTopics.PROBE),
                topics,
                origins,
                unmarked);
    }

    private boolean byRecord() {
        return mine.mode() == ReplicationMode.RECORD;
    }

    private ClusterAlias source() {
        return mine.flow().source();
    }

    private ClusterAlias target() {
        return mine.flow().target();
    }

    private static boolean keepsNames(FlowNote note) {
        return note.example().equals(RemoteTopics.PROBE);
    }

    private static String said(FlowNote note) {
        return "flow " + note.flow() + " of this or another file";
    }

    private String log(FlowNote note) {
        return new InternalTopics(mine.names().policy()).syncLog(note.flow().source());
    }

    private boolean mayMeet(FlowNote note) {
        return mine.listed().mayMeet(mine.selection()::selects, listed(note), matching(note.topics()));
    }

    /** Whether copies that flow made may be among the topics this one mirrors. */
    private boolean mayTakeCopies(FlowNote note, Set<String> sourceTopics) {
        if (keepsNames(note)) {
            return mayMeet(note);
        }
        int at = note.example().lastIndexOf(RemoteTopics.PROBE);
        String before = at < 0 ? note.example() : note.example().substring(0, at);
        String behind = at < 0 ? "" : note.example().substring(at + RemoteTopics.PROBE.length());
        return mine.selection().selects(note.example())
                || listed(note).names().stream()
                        .anyMatch(name -> mine.selection().selects(before + name + behind))
                || sourceTopics.stream()
                        .filter(topic -> topic.startsWith(before) && topic.endsWith(behind))
                        .anyMatch(mine.selection()::selects);
    }

    private static ListedTopics listed(FlowNote note) {
        return note.topics().isEmpty() ? ListedTopics.any() : ListedTopics.of(note.topics());
    }

    private static Predicate<String> matching(String topics) {
        try {
            List<String> elements =
                    Arrays.stream(topics.split(",", -1)).map(String::trim).toList();
            return NamePatterns.of(elements)::match;
        } catch (PatternSyntaxException foreign) {
            return any -> true;
        }
    }
}
