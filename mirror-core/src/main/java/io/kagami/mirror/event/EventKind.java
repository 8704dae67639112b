package io.kagami.mirror.event;

import static io.kagami.mirror.event.EventPolicy.CONTINUE;
import static io.kagami.mirror.event.EventPolicy.FAIL;
import static io.kagami.mirror.event.EventPolicy.QUARANTINE;
import static io.kagami.mirror.event.EventPolicy.RESTART;
import static io.kagami.mirror.event.Severity.ERROR;
import static io.kagami.mirror.event.Severity.WARNING;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Everything that can go wrong with one partition, topic or flow. The names are used in settings, metrics and the sick notes and do not change. The first
 * of the policies is the default.
 */
public enum EventKind {
    SOURCE_RECORDS_DELETED(
            ERROR,
            "The source deleted records, by retention or on request, before they were copied.",
            "Lengthen retention.ms or retention.bytes of the source topic, or find out why copying was so far behind.",
            CONTINUE,
            FAIL),
    SOURCE_DIVERGED(
            ERROR,
            "The source lost records that were copied already, and wrote others in their place: an unclean leader election, or"
                    + " it was rolled back.",
            "The copy keeps the lost records and the new ones follow behind them. Switch off unclean.leader.election.enable at the"
                    + " source.",
            RESTART,
            FAIL),
    SOURCE_REPLACED(
            ERROR,
            "The source is another cluster than the one the flow has copied from so far, by its id, and nothing is copied.",
            "Correct the source's bootstrap.servers, or give that cluster an alias of its own. If it took the other's place, write"
                    + " accept.source.cluster.id with its id.",
            FAIL),
    FLOW_REFUSED(
            ERROR,
            "The flow would send records or topics' names round for ever, or a cluster into itself, and nothing is copied.",
            "Change what the message names.",
            FAIL),
    TOPIC_RECREATED(
            WARNING,
            "The source topic was deleted and created again.",
            "The new topic's records follow behind the old one's. Delete the copy too if the old ones are not wanted.",
            RESTART,
            FAIL),
    OFFSET_OUT_OF_RANGE(
            ERROR,
            "The source ends before the offset to be copied next, and does not tell where the logs part.",
            "Find out what the source lost, then choose `restart` (all is copied again) or `continue` (from the source's end).",
            FAIL,
            RESTART,
            CONTINUE),
    CORRUPT_BATCH(
            ERROR,
            "A batch at the source is damaged: its checksum or its structure is wrong.",
            "Check the disks of the source's brokers; if another replica is sound, make it the leader.",
            FAIL,
            QUARANTINE),
    BATCH_EXCEEDS_FETCH(
            ERROR,
            "A batch at the source is larger than one fetch may be.",
            "Raise copier.buffer.bytes, and consumer.max.partition.fetch.bytes where it is set.",
            FAIL),
    RECORD_TOO_LARGE(
            ERROR,
            "The target refuses a record that is too large for it, even in a batch of its own.",
            "Raise max.message.bytes of the target topic.",
            FAIL,
            QUARANTINE),
    TIMESTAMP_REFUSED(
            ERROR,
            "The target refuses a record's timestamp.",
            "Raise message.timestamp.before.max.ms or message.timestamp.after.max.ms of the target topic.",
            FAIL,
            QUARANTINE),
    RECORD_REFUSED(
            ERROR,
            "The target refuses a record for another reason, which the message names.",
            "See the brokers' word in the message; a compacted target topic, for example, takes no records without a key.",
            FAIL,
            QUARANTINE),
    SOURCE_NOT_AUTHORIZED(
            ERROR,
            "The source does not let this flow read the topic.",
            "Grant READ and DESCRIBE on the topic at the source.",
            FAIL),
    SOURCE_NOT_AUTHENTICATED(
            ERROR,
            "The source refuses this flow's login, or this flow does not accept the source's certificate; the message says which.",
            "Mend the security settings, the secrets they refer to (then send SIGHUP), or the user at the source; see docs/security.md.",
            FAIL),
    SOURCE_UNAVAILABLE(
            ERROR,
            "The source does not answer for this partition: it has no leader, or its broker is down or out of reach.",
            "Bring the source's broker back, or the way to it. Copying goes on by itself.",
            FAIL),
    SOURCE_REFUSED(
            ERROR,
            "The source refuses to be read for another reason, which the message names.",
            "See the brokers' word in the message and their logs.",
            FAIL),
    TARGET_NOT_AUTHORIZED(
            ERROR,
            "The target does not let this flow write to the topic.",
            "Grant WRITE and DESCRIBE on the topic at the target.",
            FAIL),
    TARGET_NOT_AUTHENTICATED(
            ERROR,
            "The target refuses this flow's login, or this flow does not accept the target's certificate; the message says which.",
            "Mend the security settings, the secrets they refer to (then send SIGHUP), or the user at the target; see docs/security.md.",
            FAIL),
    TARGET_STORAGE(
            ERROR,
            "The target cannot store records: a disk is full or broken, or too few replicas are in sync.",
            "Free or add disk space at the target, or bring its brokers back. Copying goes on by itself.",
            FAIL),
    TARGET_UNAVAILABLE(
            ERROR,
            "The target does not answer for this partition: it has no leader, or its broker is down or out of reach.",
            "Bring the target's broker back, or the way to it. Copying goes on by itself.",
            FAIL),
    TARGET_TOPIC_MISSING(
            WARNING,
            "The target does not have, or does not show, the topic or the partition to copy to.",
            "Grant CREATE at the target, or create the topic there, and let the flow's user DESCRIBE it; see the log of topic sync.",
            FAIL),
    FOREIGN_WRITE(
            ERROR,
            "Somebody else wrote records into the copy.",
            "Find who writes to the copy and stop it; take its WRITE right away.",
            FAIL,
            CONTINUE),
    LATE_WRITE(
            ERROR,
            "A request of a process that no longer copies the partition came through late: its records are in the copy twice.",
            "Nothing to do, if repeats do not matter. Give processes that are killed while a quota holds them back time to end.",
            CONTINUE,
            FAIL),
    TARGET_LOST_RECORDS(
            ERROR,
            "The target lost records it had acknowledged: an unclean leader election, or it was rolled back.",
            "Switch off unclean.leader.election.enable at the target.",
            RESTART,
            FAIL),
    POSITION_UNCERTAIN(
            WARNING,
            "Where to go on could not be told for certain; records around there may be in the copy twice.",
            "Compare the copy with the source from the offset in the message on, if repeats matter.",
            CONTINUE,
            FAIL),
    POSITION_NOT_STORED(
            ERROR,
            "Connect does not store, or does not tell, how far the partition is copied, and copying waits for it.",
            "See Connect's log. Nothing in the connector's settings may drop records, and its user needs WRITE on the offset-syncs topic.",
            FAIL),
    PRODUCER_FORGOTTEN(
            WARNING,
            "The target no longer knows what this flow wrote last, so the position was found in another way.",
            "Nothing to do. A longer producer.id.expiration.ms at the target makes this rare.",
            CONTINUE),
    THROTTLED(
            WARNING,
            "A cluster slows this flow down by a quota.",
            "Raise the quota of the flow's user or client id, if the copy shall keep up.",
            CONTINUE),
    TARGET_DRIFTED(
            WARNING,
            "Somebody changed the configuration of a copy, which the next sync sets back, or gave it partitions its source does not have,"
                    + " which stay.",
            "Change the source instead, or name the property in config.properties.exclude if it is to be the target's own.",
            CONTINUE),
    DURABILITY_REDUCED(
            WARNING,
            "A copy asks for fewer replicas in sync than its source, as it has not so many, or for fewer than it did before, as its source"
                    + " does.",
            "Give the copy more replicas, or set replication.factor before copies are created.",
            CONTINUE),
    CONFIG_REFUSED(
            WARNING,
            "The target does not take a setting of the source topic: its version of Kafka does not know it, or does not allow the"
                    + " value. The copy goes without it.",
            "Nothing to do, if the copy can do without; else give the copy what comes closest, and name the property in"
                    + " config.properties.exclude.",
            CONTINUE),
    COPY_DELETED(
            WARNING,
            "A copy was deleted, as its topic had been deleted at the source.",
            "Nothing to do; sync.topic.deletes.enabled asks for it.",
            CONTINUE),
    DELETION_WITHHELD(
            WARNING,
            "Topics are gone from the source, and their copies are kept, as it is not certain that they should go.",
            "See the reason in the message. Delete the copies yourself if they are not wanted.",
            CONTINUE);

    /** Before the kind's key, in settings. */
    public static final String SETTING_PREFIX = "on.";

    private final Severity severity;
    private final String meaning;
    private final String advice;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<EventPolicy> policies;

    EventKind(Severity severity, String meaning, String advice, EventPolicy... policies) {
        this.severity = severity;
        this.meaning = meaning;
        this.advice = advice;
        this.policies = List.of(policies);
    }

    /** Its stable name: {@code record-too-large}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The setting that chooses its policy: {@code on.record-too-large}. */
    public String setting() {
        return SETTING_PREFIX + key();
    }

    /** The kind of this key. */
    public static EventKind of(String key) {
        return Stream.of(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of event is called " + key));
    }

    public Severity severity() {
        return severity;
    }

    /** What happened, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What an operator can do, in one line. */
    public String advice() {
        return advice;
    }

    public EventPolicy defaultPolicy() {
        return policies.get(0);
    }

    /** Those that make sense, the default first. */
    public List<EventPolicy> allowedPolicies() {
        return policies;
    }
}
