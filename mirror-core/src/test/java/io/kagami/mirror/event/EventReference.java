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
              and its trace names them. Started by `connect-mirror-maker.sh`, it is restarted again and again and so recovers by itself. While only
              some partitions of a task are sick it goes on and is `RUNNING`; the log and the notes tell which are not copied. So it is, too, while a
              whole cluster does not answer (`source-unavailable`, `target-unavailable`).
            - **The log**: one line per event, at level ERROR or WARN.
            - **The offset-syncs topic** of the flow holds one note per sick partition, which any process can read.

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
