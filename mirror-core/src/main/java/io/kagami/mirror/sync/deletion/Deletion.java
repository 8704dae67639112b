package io.kagami.mirror.sync.deletion;

import io.kagami.mirror.config.deletes.TopicDeletes;

/**
 * That mirrors are deleted after their sources, and how.
 *
 * @param copies who knows what the flow wrote
 */
public record Deletion(TopicDeletes rules, Copies copies) {}
