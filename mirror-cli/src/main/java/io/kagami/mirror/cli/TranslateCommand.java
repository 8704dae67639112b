package io.kagami.mirror.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.kagami.mirror.translation.OffsetTranslator;
import io.kagami.mirror.translation.TranslatedOffset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                    + " records come again; 'waiting': what lies between is not copied yet. None is ever left out."
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
        Map<TopicPartition, TranslatedOffset> answers;
        try (OffsetTranslator translator = OffsetTranslator.open(file, flow)) {
            answers = ask(translator);
        } catch (IllegalArgumentException | KafkaException e) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        List<TranslatedOffset> sorted = answers.values().stream()
                .sorted(Comparator.comparing(
                                (TranslatedOffset each) -> each.asked().topic())
                        .thenComparing(each -> each.asked().partition()))
                .toList();
        out.print(json ? json(sorted) : table(sorted));
        out.flush();
        if (sorted.isEmpty()) {
            err.println("the flow " + flow + " has copied nothing of that");
            return ExitCode.USAGE;
        }
        return ExitCode.OK;
    }

    private Map<TopicPartition, TranslatedOffset> ask(OffsetTranslator translator) throws InterruptedException {
        String group = question.group;
        Place place = question.place;
        if (group != null) {
            return reverse ? translator.groupToSource(group) : translator.groupToTarget(group);
        }
        if (place == null || place.offset < 0) {
            throw new IllegalArgumentException("--offset starts at zero");
        }
        Map<TopicPartition, Long> asked = Map.of(new TopicPartition(place.topic, place.partition), place.offset);
        return reverse ? translator.toSource(asked) : translator.toTarget(asked);
    }

    private static String table(List<TranslatedOffset> answers) {
        TextTable table = new TextTable("FROM", "OFFSET", "TO", "OFFSET", "STATE", "MAY REPEAT");
        for (TranslatedOffset answer : answers) {
            table.row(
                    answer.asked().toString(),
                    Long.toString(answer.askedOffset()),
                    answer.partition().toString(),
                    Long.toString(answer.translation().offset()),
                    state(answer),
                    Long.toString(answer.translation().mayRepeat()));
        }
        return table.toString();
    }

    private static String state(TranslatedOffset answer) {
        return answer.translation().exactness().name().toLowerCase(Locale.ROOT);
    }

    private static String json(List<TranslatedOffset> answers) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (TranslatedOffset answer : answers) {
            array.addObject()
                    .put("topic", answer.asked().topic())
                    .put("partition", answer.asked().partition())
                    .put("offset", answer.askedOffset())
                    .put("translatedTopic", answer.partition().topic())
                    .put("translatedOffset", answer.translation().offset())
                    .put("state", state(answer))
                    .put("mayRepeat", answer.translation().mayRepeat());
        }
        return array.toPrettyString() + System.lineSeparator();
    }
}
