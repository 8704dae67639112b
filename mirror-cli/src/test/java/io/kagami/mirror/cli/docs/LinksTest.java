package io.kagami.mirror.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the documents: the file is there, and the heading in it. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern LINKED_WORDS = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final String FENCE = "```";

    static Stream<Path> documents() {
        return Documents.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadSomewhere(Path document) {
        assertThat(prose(document)
                        .flatMap(line -> LINK.matcher(line).results())
                        .map(link -> link.group(1))
                        .filter(link -> !URI.create(link).isAbsolute())
                        .filter(link -> !leads(document, link)))
                .isEmpty();
    }

    private static boolean leads(Path from, String link) {
        int number = link.indexOf('#');
        String file = number < 0 ? link : link.substring(0, number);
        Path to = file.isEmpty() ? from : from.resolveSibling(file);
        return Files.exists(to) && (number < 0 || anchors(to).contains(link.substring(number + 1)));
    }

    /** As the headings of a document are called where it is shown: small letters, blanks as hyphens, without punctuation; numbered when there are more. */
    private static Set<String> anchors(Path document) {
        Set<String> anchors = new HashSet<>();
        List<String> headings = prose(document)
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(heading -> anchor(heading.group(1)))
                .toList();
        for (String heading : headings) {
            String anchor = heading;
            for (int more = 1; !anchors.add(anchor); more++) {
                anchor = heading + "-" + more;
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return LINKED_WORDS
                .matcher(heading.strip())
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** The lines outside of fenced blocks. */
    private static Stream<String> prose(Path document) {
        boolean[] fenced = {false};
        return Documents.lines(document).stream().filter(line -> {
            boolean isFence = line.startsWith(FENCE);
            fenced[0] ^= isFence;
            return !isFence && !fenced[0];
        });
    }
}
