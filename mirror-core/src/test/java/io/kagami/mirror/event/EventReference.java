package io.kagami.mirror.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page about events, made from the kinds themselves. */
final class EventReference {

    private static final String INTRODUCTION = """
            # Events

            Nothing goes wrong in silence. Each kind below is said in the log with flow, topic, partition, offsets and advice, and counted. What is
            done about it is a setting, for all flows or for one:

            ```properties
            on.record-too-large = quarantine
            A->B.on.topic-recreated = fail
            ```

            | policy | means |
            |---|---|
            | `fail` | the partition stops, is shown as sick, and is tried again every 30 seconds; the others go on |
            | `quarantine` | the records that cannot be copied go to the quarantine topic, and copying goes on behind them |
            | `restart` | copying goes on at the last place both logs have in common; where there is none, at the source's first record |
            | `continue` | copying goes on behind it |

            ## Where to look

            - **Connect's status** (`GET /connectors/A.MirrorSourceConnector/status`): a task of which all partitions are sick is `FAILED`,
              and its trace names them. So is, after a minute, one that has topics to copy of which the target has none, and one that could not even
              begin: a wrong password, a right that is missing, no producer id, `start.from = latest` without a first look. Started by
              `connect-mirror-maker.sh`, a failed task is restarted again and again, at the latest 30 seconds after it failed, and so recovers by itself.
              While only some partitions of a task are sick it goes on and is `RUNNING`, and has a `trace` all the same, which names those that are not
              copied, why, and what to do; whichever process is asked. So it is, too, while a whole cluster stops to answer that answered before
              (`source-unavailable`, `target-unavailable`). Connect has no state in between, and a task that raises an error itself
              (`ConnectorContext.raiseError`) never runs again, so traces are added to the answer by a REST extension. Processes of `connect-mirror-maker.sh`
              load it by themselves; the workers of another Connect cluster need `rest.extension.classes = io.kagami.mirror.runtime.status.SickInStatus`.
            - **`/health/ready`** of the process that copies them names them ([health.md](health.md)).
            - **`bin/mirror status FILE`** names them too, from any machine that reaches the clusters ([how flows stand](status.md)).
            - **The log**: one line per event, at level ERROR or WARN, and one at INFO when a partition copies again.
            - **The offset-syncs topic** of the flow (`mm2-kagami-syncs.A.internal` at the target) holds one note per sick partition. `SickPartitions.read` (Java) reads them, for all
              processes that share the flow; a note goes when the partition copies again, or when its topic is deleted.

            ## What waits

            A partition that waits for more than 15 seconds to learn where it goes on is sick as well: of `target-unavailable` or `source-unavailable`
            if a cluster has not answered, of `position-not-stored` if Connect has not. Not so while the connector is paused. A partition with nothing to
            copy is sick of `target-unavailable` when its leader has not answered for 15 seconds, which is asked once a minute. A position that something
            in the connector's settings drops (`errors.tolerance = all` with a converter or transform that fails) is put again every 3 seconds.

            ## Lost rights and deleted topics

            To a user who may not see it, a topic that is there looks like one that was deleted. When a topic that was copied vanishes, the source is
            asked for it by name: where it says that a right is missing, the topic's partitions are sick of `source-not-authorized` until it is
            shown again; where it says that there is no such topic, they are forgotten, and their notes go.

            ## Logins and certificates

            Where a cluster that answered before refuses the flow's login, or shows a certificate that is not accepted here, its partitions are sick of
            `source-not-authenticated` or `target-not-authenticated`, and the message names the user. Other flows go on. It is tried again all the time, so
            that nothing need be done here where the cluster is at fault; after a password was changed, see [security.md](security.md#changing-secrets).

            ## Records of others in a copy

            Whether a copy ends where it should is known from each answer to a write and, for partitions at rest, from one question a minute to each
            broker of the target. Under an identity policy others may write, and their records are nothing to speak of. A partition sick of
            `foreign-write` is looked at again every 30 seconds, and when its process is started anew:

            - as long as the target's leader remembers what this flow wrote last, strangers' records stay strangers', and the partition stays sick.
              Stop who writes there, then set `on.foreign-write = continue` for once: copying goes on behind the strangers' records, which stay in
              the copy, and that place is stored, so `fail` can be set again.
            - once the leader has forgotten it (`producer.id.expiration.ms`, a day by default, by record timestamps), copy and source are compared,
              and copying goes on behind what was found in both: it heals by itself.

            The target's leader tells what it remembers only those who may READ the copy (and brokers before 2.8 nobody). Without that right, which MirrorMaker 2
            did not need, one line in the log says so, and where a copy ends is all there is to go by: it is believed until others are seen to write there,
            and then never again. Such a partition stays sick of `foreign-write`, in later processes too, until READ is granted; from then on it is as above.
            Others' records that nobody saw, because no process of the flow was there, count as copied: so grant READ on the copies.

            A process that is killed may leave a request on its way that comes through late. If the leader remembers its producer, the request is refused
            as a repeat. If not, its records are in the copy twice. So wherever the leader may have forgotten us, and something is in the copy that no
            account of ours explains, whoever else may write there, the headers of those batches are read (this takes READ at the target): one that bears
            this flow's producer id out of turn is a `late-write`. That is noticed at the next write, at the next start, or within about a minute.

            ## Record mode

            A flow that copies record by record has the same events and policies, but: a batch whose checksum is right and that a consumer cannot read
            all the same stops its partition, whatever `on.corrupt-batch` says; a record that a converter cannot read fails the task, or is left out where
            `errors.tolerance = all`; and what the target refuses is Connect's to deal with. Where topics keep their names, each record gets a
            header `kagami.origin` with the alias of the cluster it was read from, and a record that has the target's is not sent back. So flows in both
            directions under an identity policy must both be in record mode, and give the clusters the same names; where that is not so, the flow that is
            started last is refused ([ADR 17](adr/0017-no-record-returns.md)).

            ## Whole flows

            `source-replaced` and `flow-refused` stop a flow before it creates or copies anything: its tasks are `FAILED` with the sentence, which says what to
            change, and are tried again as above; topics and configurations do not follow meanwhile. Each is said and counted by the process that
            runs the connector. A source that becomes another cluster while the flow runs stops it in the same way, and positions of groups stay as they are
            ([ADR 25](adr/0025-a-source-is-the-cluster-it-was.md)).

            ## Whole topics

            `target-drifted`, `durability-reduced` and other events of whole topics stop nothing. Each is said and counted once for as long as it holds;
            who changed a copy's configuration is told from a change at the source only where this process saw both alike before. Where
            `min.insync.replicas` is mirrored (`config.properties.exclude` leaves it out by default), a copy is never asked for more replicas in sync than it
            has, as nobody could write to it then.

            What a source topic has set and the target does not take (`config-refused`), because its version of Kafka does not know the property or does not allow the
            value, is found by asking the target for each property by itself. The copy is created, and follows, without it. It is tried again every ten minutes.

            ## Quarantine

            Records go to `kagami-quarantine.<source>.internal` at the target, created when it is first needed, with key, value and
            headers as they were, and these headers more: `kagami.flow`, `kagami.topic`, `kagami.partition`, `kagami.offset`, `kagami.timestamp`,
            `kagami.cause`. A batch that is damaged goes there as it is, as one value, with `kagami.raw-batch` = `true`. A value too large even for
            that topic is cut short, and `kagami.truncated` holds its size. A batch that is refused is first split, and only the records refused one
            by one are put aside. Copying goes on when the quarantine topic has acknowledged them. A crash just then may put a record there twice.

            ## Kinds

            """;

    private EventReference() {}

    static String page() {
        return INTRODUCTION + table() + "\n";
    }

    private static String table() {
        return "| kind | what happened | default | also allowed | severity | what to do |\n|---|---|---|---|---|---|\n"
                + Arrays.stream(EventKind.values()).map(EventReference::row).collect(Collectors.joining("\n"));
    }

    private static String row(EventKind kind) {
        List<EventPolicy> others =
                kind.allowedPolicies().subList(1, kind.allowedPolicies().size());
        return "| `" + kind.key() + "` | " + kind.meaning() + " | `"
                + kind.defaultPolicy().key() + "` | "
                + others.stream().map(policy -> "`" + policy.key() + "`").collect(Collectors.joining(", ")) + " | "
                + kind.severity().name().toLowerCase(Locale.ROOT) + " | " + kind.advice() + " |";
    }
}
