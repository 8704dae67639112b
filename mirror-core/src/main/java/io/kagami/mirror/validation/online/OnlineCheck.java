package io.kagami.mirror.validation.online;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One question to one or two clusters. Whoever runs it sets the time limit, and turns what it throws into a finding.
 *
 * <p>Threading: run once, on any thread.
 */
public interface OnlineCheck {

    /** What it is about, as in "the clocks could not be checked". */
    String subject();

    /** Where that is: a cluster or flow. */
    Where where();

    /** The clusters it asks, all of which must have answered before. */
    Set<ClusterAlias> asks();

    /** Asks them. */
    List<Finding> run(ReachedClusters clusters) throws ExecutionException, InterruptedException, TimeoutException;
}
