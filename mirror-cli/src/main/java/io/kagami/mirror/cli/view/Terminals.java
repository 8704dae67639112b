package io.kagami.mirror.cli.view;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds out what this process's output is connected to. */
public final class Terminals {

    /** What is taken for granted where a terminal does not tell. */
    static final TerminalSize UNKNOWN_SIZE = new TerminalSize(80, 24);

    private static final int NARROWEST = 20;
    private static final int LOWEST = 4;

    private Terminals() {}

    /** A screen that fits: one that redraws if there is a person at a terminal, one that prints lines otherwise. */
    public static Screen screen(PrintWriter out, Map<String, String> environment) {
        return screen(out, environment, PlainScreen.BETWEEN);
    }

    /** The same; where it can only print lines, it leaves out moments that come sooner after one another. */
    public static Screen screen(PrintWriter out, Map<String, String> environment, Duration between) {
        if (!isTerminal() || "dumb".equals(environment.get("TERM"))) {
            return new PlainScreen(out, between);
        }
        boolean colorless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalScreen(out, colorless ? Style.PLAIN : Style.COLOR, new CachedSize());
    }

    /** Newer JVMs have a console even where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJvm) {
            return true;
        }
    }

    /** Asks the terminal how large it is now. */
    static TerminalSize size() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            return ended && size.matches("\\d+ \\d+") ? parsed(size.split(" ", -1)) : UNKNOWN_SIZE;
        } catch (IOException noSuchProgram) {
            return UNKNOWN_SIZE;
        }
    }

    /** A size of 0 is what terminals say that do not know. */
    private static TerminalSize parsed(String[] size) {
        int rows = Integer.parseInt(size[0]);
        int columns = Integer.parseInt(size[1]);
        return new TerminalSize(
                columns == 0 ? UNKNOWN_SIZE.columns() : Math.max(NARROWEST, columns),
                rows == 0 ? UNKNOWN_SIZE.rows() : Math.max(LOWEST, rows));
    }
}
