package io.kagami.mirror.source;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.filter.ConfigPropertySelection;
import io.kagami.mirror.source.start.FirstLook;
import io.kagami.mirror.sync.TopicSync;
import io.kagami.mirror.sync.TopicSyncSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs topic sync for one connector, again and again.
 *
 * <p>Threading: one thread of its own, which makes, uses and closes the Admin clients.
 */
final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final short BROKER_DEFAULT = -1;

    private final FlowConfig config;
    private final Duration interval;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    TopicFollower(FlowConfig config) {
        this.config = config;
        this.interval = shortestInterval(config);
        this.thread = new Thread(this::run, "mirror-topics-" + config.flow());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        String reported = "";
        try {
            do {
                try {
                    followWithClients();
                } catch (RuntimeException e) {
                    String trouble = String.valueOf(e.getMessage());
                    if (!trouble.equals(reported)) {
                        LOG.warn("cannot follow topics yet, will keep trying flow={} error={}", config.flow(), trouble);
                        reported = trouble;
                    }
                }
            } while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followWithClients() throws InterruptedException {
        Admin source = Admin.create(config.sourceAdmin());
        try {
            new FirstLook(config).take(source);
            Admin target = Admin.create(config.targetAdmin());
            try {
                follow(new TopicSync(source, target, settings(), Clock.systemUTC()));
            } finally {
                target.close(Duration.ZERO); // else it would wait for an answer of a cluster that may be dead
            }
        } finally {
            source.close(Duration.ZERO);
        }
    }

    private void follow(TopicSync sync) throws InterruptedException {
        do {
            round(sync);
        } while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void round(TopicSync sync) throws InterruptedException {
        try {
            sync.runOnce();
        } catch (RuntimeException e) {
            LOG.error("topics could not be compared, next try in {} flow={}", interval, config.flow(), e);
        }
    }

    private TopicSyncSettings settings() {
        ConfigPropertySelection properties = config.configPropertySelection();
        return new TopicSyncSettings(
                config.flow(),
                new TopicSyncSettings.Topics(
                        config.topicSelection()::selects,
                        config.remoteTopics()::remote,
                        config.replicationFactor().orElse(BROKER_DEFAULT)),
                new TopicSyncSettings.Configs(
                        config.syncTopicConfigsInterval().isPresent(),
                        config.syncTopicConfigsInterval().orElse(interval),
                        properties::selects,
                        property -> properties.copiesSourceDefaults()),
                new TopicSyncSettings.Acls(
                        config.syncTopicAclsInterval().isPresent(),
                        config.syncTopicAclsInterval().orElse(interval)));
    }

    private static Duration shortestInterval(FlowConfig config) {
        Duration topics = config.refreshTopicsInterval().orElse(Duration.ofDays(1));
        Duration configs = config.syncTopicConfigsInterval().orElse(topics);
        return topics.compareTo(configs) <= 0 ? topics : configs;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(STOP.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
