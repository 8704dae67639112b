package io.kagami.mirror.cli.demo.view;

import java.time.Duration;
import java.util.List;

/**
 * All that the live view shows at one moment.
 *
 * @param phase what is going on, in a few words
 * @param elapsed since writing began
 * @param total how long writing goes on
 * @param flows in the order they are shown
 */
public record Snapshot(String phase, Duration elapsed, Duration total, List<FlowRow> flows) {

    public Snapshot {
        flows = List.copyOf(flows);
    }
}
