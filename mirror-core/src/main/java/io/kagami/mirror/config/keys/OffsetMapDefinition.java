package io.kagami.mirror.config.keys;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The settings of the map from upstream to downstream offsets, which one connector writes and another reads. */
public final class OffsetMapDefinition {

    public static final String LAG_MAX = "offset.lag.max";
    public static final String MAX_RUNS = "offset.map.max.runs";

    private static final int QUARTER_MILLION = 262_144;

    private OffsetMapDefinition() {}

    /** Adds them to {@code def}. */
    static ConfigDef define(ConfigDef def) {
        return def.define(
                        LAG_MAX,
                        ConfigDef.Type.LONG,
                        100L,
                        Range.atLeast(0),
                        Importance.LOW,
                        "How many records a partition's copy may advance before another offset sync is written for tools that know"
                                + " only MirrorMaker 2's syncs. Our own translation is exact whatever this says.")
                .define(
                        MAX_RUNS,
                        ConfigDef.Type.INT,
                        QUARTER_MILLION,
                        Range.atLeast(1),
                        Importance.LOW,
                        "How many runs of offsets a flow's map holds at most. Beyond that the oldest become one, which translates"
                                + " to earlier records, never to later ones.");
    }
}
