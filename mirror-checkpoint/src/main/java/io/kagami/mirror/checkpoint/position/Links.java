package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.commit.GroupSync;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.log.CheckpointOutlet;
import io.kagami.mirror.checkpoint.metrics.CheckpointMeter;
import org.jspecify.annotations.Nullable;

/**
 * What positions come from and go to.
 *
 * @param reader of the groups that are translated
 * @param outlet for their checkpoints
 * @param meter notes how long they took
 * @param sync of the groups on the other cluster; null if nothing is committed there
 * @param rhythm how often groups are looked at of which nothing is new
 */
public record Links(
        GroupReader reader,
        CheckpointOutlet outlet,
        CheckpointMeter meter,
        @Nullable GroupSync sync,
        Rhythm rhythm) {}
