package io.kagami.mirror.presets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration made of a preset, ready to be written.
 *
 * @param withoutAddress clusters whose address is the preset's example
 */
public record RenderedPreset(Preset preset, List<Section> sections, List<String> withoutAddress) {

    private static final int WIDTH = 140;

    /** Settings that belong together. */
    public record Section(String title, List<CommentedSetting> settings) {
        public Section {
            settings = List.copyOf(settings);
        }
    }

    public RenderedPreset {
        sections = List.copyOf(sections);
        withoutAddress = List.copyOf(withoutAddress);
    }

    /** All of it, in order. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        sections.forEach(section -> section.settings().forEach(each -> settings.put(each.key(), each.value())));
        return settings;
    }

    /** The properties file, for {@code connect-mirror-maker.sh}: this program's or Kafka's. */
    public String text() {
        PropertiesText text = new PropertiesText(WIDTH);
        text.comment("Topology " + preset.name() + ", for connect-mirror-maker.sh");
        text.comment("");
        preset.about().forEach(text::comment);
        for (Section section : sections) {
            text.blank();
            text.comment("---- " + section.title());
            boolean isFirst = true;
            for (CommentedSetting setting : section.settings()) {
                if (isFirst || !setting.comments().isEmpty()) {
                    text.blank();
                }
                setting.comments().forEach(text::comment);
                text.setting(setting.key(), setting.value());
                isFirst = false;
            }
        }
        return text.toString();
    }
}
