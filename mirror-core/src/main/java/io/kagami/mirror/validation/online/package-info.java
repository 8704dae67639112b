/**
 * What clusters tell about a configuration. Each question is a check of its own with a time limit; checks run side by side, and one that fails
 * becomes a finding. Nothing is written: where only an attempt tells, it is made in a way that Kafka answers without carrying it out.
 */
@NullMarked
package io.kagami.mirror.validation.online;

import org.jspecify.annotations.NullMarked;
