package io.kagami.mirror.validation.checks;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import java.util.Set;

/** A question to one cluster, about that cluster. */
interface ClusterCheck extends OnlineCheck {

    ClusterAlias cluster();

    @Override
    default Where where() {
        return Where.of(cluster());
    }

    @Override
    default Set<ClusterAlias> asks() {
        return Set.of(cluster());
    }
}
