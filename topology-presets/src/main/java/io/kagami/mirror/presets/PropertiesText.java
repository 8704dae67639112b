package io.kagami.mirror.presets;

/**
 * Writes a properties file as {@link java.util.Properties#load(java.io.InputStream)} reads it: what lies outside of ASCII is escaped.
 *
 * <p>Threading: one thread.
 */
final class PropertiesText {

    private final StringBuilder text = new StringBuilder();
    private final int width;

    /**
     * Begins a file.
     *
     * @param width of comments at most, in characters
     */
    PropertiesText(int width) {
        this.width = width;
    }

    void blank() {
        text.append('\n');
    }

    /** One comment, broken between words into as many lines as it takes. */
    void comment(String comment) {
        StringBuilder line = new StringBuilder("#");
        for (String word : comment.split(" ", -1)) {
            if (line.length() + 1 + word.length() > width) {
                text.append(line).append('\n');
                line = new StringBuilder("#  ");
            }
            line.append(' ').append(word);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    void setting(String key, String value) {
        text.append(escaped(key, true))
                .append(" = ")
                .append(escaped(value, false))
                .append('\n');
    }

    private static String escaped(String raw, boolean isKey) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < raw.length(); index++) {
            append(escaped, raw.charAt(index), isKey || index == 0, isKey);
        }
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, char character, boolean spacesCount, boolean isKey) {
        switch (character) {
            case '\\' -> escaped.append("\\\\");
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            case ' ' -> escaped.append(spacesCount ? "\\ " : " ");
            case ':', '=', '#', '!' -> escaped.append(isKey ? "\\" : "").append(character);
            default -> {
                if (character < ' ' || character > '~') {
                    escaped.append(String.format("\\u%04x", (int) character));
                } else {
                    escaped.append(character);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
