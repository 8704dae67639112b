package io.kagami.mirror.sync.refusal;

import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import java.util.Map;

/** Finds which of several overrides a cluster does not take, each by itself; nothing is changed. */
interface ConfigTrial {

    /** The cluster's words by property. */
    Map<String, String> refused(CreateTopic action) throws InterruptedException;

    /** The same for a topic that is there. */
    Map<String, String> refused(AlterConfigs action) throws InterruptedException;
}
