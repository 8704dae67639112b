package io.kagami.mirror.cli.status;

import io.kagami.mirror.cli.view.Frame;
import io.kagami.mirror.cli.view.Style;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A status that is followed by others.
 *
 * @param elapsed since the first
 * @param interval to the next
 */
public record StatusFrame(MirrorStatus status, Duration elapsed, Duration interval) implements Frame {

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /** A colour, or a character. */
    private static final Pattern PIECE = Pattern.compile("\u001b\\[[0-9;]*m|.");

    @Override
    public List<String> lines(int width, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String head = "  " + style.faint(time() + ", every " + Amounts.time(interval) + "; Ctrl-C ends it");
        lines.addAll(folded(head, width));
        lines.add("");
        body(width, style).forEach(line -> lines.addAll(folded(line, width)));
        return lines;
    }

    /** A terminal would fold long lines itself, and there would be more lines to draw over than were counted. Colours take no room. */
    private static List<String> folded(String line, int width) {
        List<String> folded = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int used = 0;
        Matcher pieces = PIECE.matcher(line);
        while (pieces.find()) {
            boolean takesRoom = pieces.group().length() == 1;
            if (takesRoom && used == width) {
                folded.add(part.toString());
                part.setLength(0);
                used = 0;
            }
            part.append(pieces.group());
            used += takesRoom ? 1 : 0;
        }
        folded.add(part.toString());
        return folded;
    }

    @Override
    public List<String> plainLines() {
        List<String> lines = new ArrayList<>();
        lines.add(time());
        lines.addAll(body(UNBOUNDED, Style.PLAIN));
        lines.add("");
        return lines;
    }

    private List<String> body(int width, Style style) {
        List<String> lines = new ArrayList<>(StatusText.lines(status, width, style));
        status.unreachable().forEach(line -> lines.add("  " + style.bad(line)));
        return lines;
    }

    private String time() {
        return status.time().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
