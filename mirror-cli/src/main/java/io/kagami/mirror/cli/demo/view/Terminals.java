package io.kagami.mirror.cli.demo.view;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds out what this process's output is connected to. */
public final class Terminals {

    private static final int UNKNOWN_WIDTH = 80;
    private static final int NARROWEST = 20;

    private Terminals() {}

    /** A screen that fits: one that redraws if there is a person at a terminal, one that prints lines otherwise. */
    public static Screen screen(PrintWriter out, Map<String, String> environment) {
        if (!isTerminal() || "dumb".equals(environment.get("TERM"))) {
            return new PlainScreen(out);
        }
        boolean colorless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalScreen(out, colorless ? Style.PLAIN : Style.COLOR, new CachedWidth());
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

    /** Asks the terminal how wide it is now. */
    static int width() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            return ended && size.matches("\\d+ \\d+")
                    ? Math.max(NARROWEST, Integer.parseInt(size.split(" ", -1)[1]))
                    : UNKNOWN_WIDTH;
        } catch (IOException noSuchProgram) {
            return UNKNOWN_WIDTH;
        }
    }
}
