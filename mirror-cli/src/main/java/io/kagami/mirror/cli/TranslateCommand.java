package io.kagami.mirror.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.translation.GroupOffsets;
import io.kagami.mirror.translation.OffsetTranslator;
import io.kagami.mirror.translation.TranslatedOffset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which offset of a copy an offset of the source is, or the other way round. */
@Command(
        name = "translate",
        description = {
            "Translates the offsets of a group, or one offset, from a flow's source to its target.",
            "An offset is the one to be read next. 'exact': who goes on there repeats nothing; 'conservative': at most MAY REPEAT"
                    + " records come again; 'waiting': what lies between is not copied yet; 'excluded': the flow does not copy the topic."
                    + " No record is ever left out.",
            "A group with members at the target is told of: nothing is committed for it there while it has some."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class TranslateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--flow", paramLabel = "A->B", required = true, description = "The flow, as in the file.")
    private String flow = "";

    @ArgGroup(multiplicity = "1")
    private Question question = new Question();

    @Option(
            names = "--reverse",
            description =
                    "From the target's copies back to the source's topics: the group, or the topic, is the target's.")
    private boolean reverse;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path file = Path.of("connect-mirror-maker.properties");

    /** Either a group or a place. */
    static final class Question {
        @Option(names = "--group", required = true, description = "All offsets the group has committed.")
        private @Nullable String group;

        @ArgGroup(exclusive = false)
        private @Nullable Place place;
    }

    /** One offset. */
    static final class Place {
        @Option(names = "--topic", required = true, description = "The offset's topic.")
        private String topic = "";

        @Option(names = "--partition", required = true, description = "Its partition.")
        private int partition;

        @Option(names = "--offset", required = true, description = "The offset.")
        private long offset;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec present = spec;
        if (present == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = present.commandLine().getOut();
        PrintWriter err = present.commandLine().getErr();
        FlowFile flows = FlowFile.read(file);
        FlowConfig config = flows.flow(flow);
        GroupOffsets answer = ask(flows, config);
        out.print(json ? json(answer) : table(answer));
        out.flush();
        if (answer.hasMembersThere()) {
            err.println("skipped: the group has members on " + config.flow().target()
                    + ", so nothing is committed there until they leave");
        }
        if (answer.isEmpty()) {
            err.println("the flow " + flow + " has copied nothing of that");
            return ExitCode.USAGE;
        }
        return ExitCode.OK;
    }

    private GroupOffsets ask(FlowFile flows, FlowConfig config) throws InterruptedException {
        String group = question.group;
        Place place = question.place;
        if (group == null && (place == null || place.offset < 0 || place.partition < 0)) {
            throw new UserProblemException("--offset and --partition start at zero");
        }
        Flow asked = config.flow();
        flows.requireAnswer(asked.target());
        if (group != null && !reverse) {
            flows.requireAnswer(asked.source());
        }
        try (OffsetTranslator translator = OffsetTranslator.of(config)) {
            if (group != null) {
                return reverse ? GroupOffsets.atTarget(translator, group) : GroupOffsets.atSource(translator, group);
            }
            Place present = Objects.requireNonNull(place);
            return GroupOffsets.ofPlace(
                    translator, new TopicPartition(present.topic, present.partition), present.offset, reverse);
        } catch (KafkaException e) {
            throw flows.refused("offsets cannot be translated", asked, rights(config), e);
        }
    }

    private String rights(FlowConfig config) {
        String map = "READ and DESCRIBE on topic "
                + config.internalTopics().syncLog(config.flow().source()) + " of "
                + config.flow().target();
        if (question.group == null) {
            return map;
        }
        return map + ", and DESCRIBE on group " + question.group + " and on its topics at "
                + (reverse ? config.flow().target() : config.flow().source());
    }

    private static String table(GroupOffsets answer) {
        TextTable table = new TextTable("FROM", "OFFSET", "TO", "OFFSET", "STATE", "MAY REPEAT");
        for (TranslatedOffset each : answer.translated()) {
            table.row(
                    each.asked().toString(),
                    Long.toString(each.askedOffset()),
                    each.partition().toString(),
                    Long.toString(each.translation().offset()),
                    state(each),
                    Long.toString(each.translation().mayRepeat()));
        }
        answer.untranslated()
                .forEach((partition, left) ->
                        table.row(partition.toString(), Long.toString(left.offset()), "-", "-", left.state(), "-"));
        return table.toString();
    }

    private static String state(TranslatedOffset answer) {
        return answer.translation().exactness().name().toLowerCase(Locale.ROOT);
    }

    private static String json(GroupOffsets answer) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (TranslatedOffset each : answer.translated()) {
            from(array, each.asked(), each.askedOffset(), answer)
                    .put("translatedTopic", each.partition().topic())
                    .put("translatedOffset", each.translation().offset())
                    .put("state", state(each))
                    .put("mayRepeat", each.translation().mayRepeat());
        }
        answer.untranslated()
                .forEach((partition, left) ->
                        from(array, partition, left.offset(), answer).put("state", left.state()));
        return array.toPrettyString() + System.lineSeparator();
    }

    private static ObjectNode from(ArrayNode array, TopicPartition partition, long offset, GroupOffsets answer) {
        return array.addObject()
                .put("topic", partition.topic())
                .put("partition", partition.partition())
                .put("offset", offset)
                .put("activeAtTarget", answer.hasMembersThere());
    }
}
