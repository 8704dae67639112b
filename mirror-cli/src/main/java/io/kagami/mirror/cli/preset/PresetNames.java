package io.kagami.mirror.cli.preset;

import io.kagami.mirror.presets.Preset;
import io.kagami.mirror.presets.Presets;
import java.util.Iterator;

/** The presets of the program, for help texts and for shells that complete words. */
final class PresetNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Presets.builtIn().all().stream().map(Preset::name).iterator();
    }
}
