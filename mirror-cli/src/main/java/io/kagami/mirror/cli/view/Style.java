package io.kagami.mirror.cli.view;

/** How words are set off: by ANSI colours, or not at all. */
public enum Style {
    PLAIN {
        @Override
        String mark(String code, String text) {
            return text;
        }
    },
    COLOR {
        @Override
        String mark(String code, String text) {
            return text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    abstract String mark(String code, String text);

    public String title(String text) {
        return mark("1;36", text);
    }

    public String strong(String text) {
        return mark("1", text);
    }

    public String faint(String text) {
        return mark("2", text);
    }

    public String good(String text) {
        return mark("32", text);
    }

    public String bad(String text) {
        return mark("1;31", text);
    }
}
