package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicies;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.Severity;
import io.kagami.mirror.event.SickNote;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything that goes wrong with the partitions copied here is said, counted and kept, and what is to be done about it is looked up.
 *
 * <p>A sick partition that is tried again and meets the same trouble is not a new event.
 *
 * <p>Threading: the copier's thread; {@link #sick} may be called from others.
 */
public final class EventBook {

    private static final Logger LOG = LoggerFactory.getLogger(EventBook.class);

    private final Flow flow;
    private final EventPolicies policies;
    private final SickNotes notes;
    private final Clock clock;
    private final FlowEvents events;
    private final FlowMeter meter;
    private final Map<TopicPartition, PartitionEvent> sick = new ConcurrentHashMap<>();
    private final Set<TopicPartition> notedBefore = new HashSet<>();
    /** Sick when they were left, so that their notes are there. */
    private final Set<TopicPartition> wasNoted = new HashSet<>();

    public EventBook(Flow flow, EventPolicies policies, SickNotes notes, Clock clock) {
        this.flow = flow;
        this.policies = policies;
        this.notes = notes;
        this.clock = clock;
        this.events = FlowEvents.of(flow);
        this.meter = FlowMeter.of(flow);
    }

    /** What the user wants done about this kind. */
    public EventPolicy policy(EventKind kind) {
        return policies.of(kind);
    }

    /** This key was found in the offset-syncs topic; if it is that of a note, the note is out of date once the partition copies. */
    public void notedBefore(TopicPartition key) {
        SickNote.partition(key).ifPresent(notedBefore::add);
    }

    /** Says it, counts it, keeps it; the policy of the event returned is what to do. */
    public PartitionEvent report(EventKind kind, TopicPartition source, EventOffsets offsets, String message) {
        return report(kind, policies.of(kind), source, offsets, message);
    }

    /** The same, where nothing can be done but to stop, whatever the user wants. */
    public PartitionEvent stop(EventKind kind, TopicPartition source, EventOffsets offsets, String message) {
        return report(kind, EventPolicy.FAIL, source, offsets, message);
    }

    /** The same, where it is settled what is done: going on. */
    public void note(EventKind kind, TopicPartition source, EventOffsets offsets, String message) {
        PartitionEvent unused = report(kind, EventPolicy.CONTINUE, source, offsets, message);
    }

    private PartitionEvent report(
            EventKind kind, EventPolicy policy, TopicPartition source, EventOffsets offsets, String message) {
        PartitionEvent event = new PartitionEvent(kind, policy, flow, source, offsets, message, clock.instant());
        PartitionEvent known = sick.get(source);
        if (known != null && known.kind() == kind && known.offsets().equals(offsets)) {
            return known;
        }
        events.add(event);
        meter.partition(source).event(kind);
        if (kind.severity() == Severity.ERROR) {
            LOG.error("{}", event.line());
        } else {
            LOG.warn("{}", event.line());
        }
        if (event.makesSick()) {
            sick.put(source, event);
            notes.sick(event);
        }
        return event;
    }

    /** Whether there is nothing that {@link #copies} could put an end to: the usual case. */
    public boolean isQuiet() {
        return sick.isEmpty() && notedBefore.isEmpty();
    }

    /** The partition copies. */
    public void copies(TopicPartition source, EventOffsets offsets) {
        boolean outdated = !notedBefore.isEmpty() && notedBefore.remove(source);
        Optional<PartitionEvent> cured = sick.isEmpty() ? Optional.empty() : Optional.ofNullable(sick.remove(source));
        cured.ifPresent(event -> {
            var unused = events.remove(source);
            LOG.info(
                    "copies again after {} flow={} topic={} partition={} upstreamOffset={}",
                    event.kind().key(),
                    flow,
                    source.topic(),
                    source.partition(),
                    offsets.upstream());
        });
        if (outdated || cured.isPresent()) {
            notes.well(source, offsets);
        }
    }

    /** The partition is no longer copied here; its note stays for whoever copies it next. */
    public void left(TopicPartition source) {
        if (sick.remove(source) != null) {
            wasNoted.add(source);
        }
        var unused = events.remove(source);
    }

    /** The partition is no more, so nothing is wrong with it. */
    public void gone(TopicPartition source) {
        boolean noted = notedBefore.remove(source);
        boolean wasSick = sick.remove(source) != null;
        boolean unused = events.remove(source).isPresent();
        if (noted || wasSick || wasNoted.remove(source)) {
            notes.well(source, EventOffsets.at(0, 0));
        }
    }

    /** Partitions that were sick when this book was begun, and of which nothing was heard since. */
    public Set<TopicPartition> notedBefore() {
        return Set.copyOf(notedBefore);
    }

    /** What stops the partition now, if anything does. */
    public Optional<PartitionEvent> sickOf(TopicPartition source) {
        return Optional.ofNullable(sick.get(source));
    }

    /** Partitions that copy nothing now, with the reason; a copy of its own. */
    public Map<TopicPartition, PartitionEvent> sick() {
        return new HashMap<>(sick);
    }

    /** Does what could not be done before. */
    public void tick() {
        notes.retry(clock.millis());
    }

    /** Nothing is copied here any more: what was known of sick partitions goes with it. */
    public void close() {
        sick.keySet().forEach(events::remove);
    }
}
