package io.kagami.mirror.config;

import io.kagami.mirror.config.keys.SecretKeys;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides what of a setting may be shown: secrets never, references such as {@code ${file:/path:key}} as they are written. */
public final class Redaction {

    /** Stands for a secret. */
    public static final String HIDDEN = "[hidden]";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]+:[^}]*}");
    private static final Pattern SECRET_VALUE = Pattern.compile("(?i)(password|secret)\\s*=");
    private static final Pattern URL_CREDENTIALS = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

    private Redaction() {}

    /** The value as it may be printed. */
    public static String shown(String key, String value) {
        if (SecretKeys.contains(key) || SECRET_VALUE.matcher(value).find()) {
            return onlyReferences(value);
        }
        return URL_CREDENTIALS.matcher(value).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    private static String onlyReferences(String value) {
        StringBuilder shown = new StringBuilder();
        Matcher reference = REFERENCE.matcher(value);
        int end = 0;
        while (reference.find()) {
            shown.append(hidden(value.substring(end, reference.start()))).append(reference.group());
            end = reference.end();
        }
        return shown.append(hidden(value.substring(end))).toString();
    }

    private static String hidden(String text) {
        return text.isBlank() ? "" : HIDDEN;
    }
}
