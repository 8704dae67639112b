package io.kagami.mirror.metrics.mirrormaker;

import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.JmxRegistration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.utils.Sanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beans of one kind under the names that are asked for. Under the names of KIP-1280 they are Connect's, which shows them to its own reporters
 * (KIP-877); under the names before, they are ours.
 *
 * <p>Threading: thread-safe.
 */
final class MirrorMakerBeans<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorMakerBeans.class);
    private static final String LEGACY_DOMAIN = "kafka.connect.mirror";

    private final String connector;
    private final List<BeanAttribute<T>> attributes;
    private final BeanShape<T> shape;
    private final boolean legacyNames;
    private final @Nullable PluginMetrics plugin;
    private final Map<String, String> pluginTags;
    private final Map<Object, Shown> shown = new HashMap<>();
    private boolean closed;

    private record Shown(@Nullable JmxRegistration legacy, List<MetricName> ofPlugin) {}

    /**
     * Shows nothing yet.
     *
     * @param connector the simple name of MirrorMaker 2's class
     * @param plugin Connect's; asked for only where its names are wanted, as it came with Kafka 4.1
     * @param pluginTags stand first in its names
     */
    MirrorMakerBeans(
            String connector,
            List<BeanAttribute<T>> attributes,
            MetricSettings settings,
            Supplier<@Nullable PluginMetrics> plugin,
            Map<String, String> pluginTags) {
        this.connector = connector;
        this.attributes = attributes;
        this.shape = BeanShape.of(attributes);
        this.legacyNames = settings.legacyNames();
        this.plugin = settings.newNames() ? plugin.get() : null;
        this.pluginTags = Map.copyOf(pluginTags);
    }

    /**
     * Shows a bean until it is hidden, or this is closed. Where that cannot be, the log says so, and all else goes on.
     *
     * @param key to hide it by
     * @param tags of its name, in this order
     */
    synchronized void show(Object key, Map<String, String> tags, T subject) {
        if (closed || shown.containsKey(key)) {
            return;
        }
        try {
            shown.put(key, new Shown(legacyNames ? legacy(tags, subject) : null, ofPlugin(tags, subject)));
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.warn("cannot show metrics type={} tags={} error={}", connector, tags, e.toString());
        }
    }

    private JmxRegistration legacy(Map<String, String> tags, T subject) {
        StringBuilder name = new StringBuilder(LEGACY_DOMAIN).append(":type=").append(connector);
        tags.forEach((tag, value) -> name.append(',').append(tag).append('=').append(Sanitizer.jmxSanitize(value)));
        return JmxRegistration.named(name.toString(), new FiguresBean<>(shape, subject));
    }

    private List<MetricName> ofPlugin(Map<String, String> tags, T subject) {
        List<MetricName> names = new ArrayList<>();
        if (plugin != null) {
            LinkedHashMap<String, String> all = new LinkedHashMap<>(pluginTags);
            all.putAll(tags);
            for (BeanAttribute<T> attribute : attributes) {
                MetricName name = plugin.metricName(attribute.name(), attribute.meaning(), all);
                Gauge<Double> value = (config, now) -> attribute.value().applyAsDouble(subject);
                plugin.addMetric(name, value);
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** Shows it no longer, if it was shown. */
    synchronized void hide(Object key) {
        Shown bean = shown.remove(key);
        if (bean != null) {
            hide(bean);
        }
    }

    private void hide(Shown bean) {
        if (bean.legacy != null) {
            bean.legacy.close();
        }
        if (plugin != null) {
            try {
                bean.ofPlugin.forEach(plugin::removeMetric);
            } catch (IllegalStateException removedByConnect) {
                LOG.debug("Connect was first to remove metrics type={}", connector);
            }
        }
    }

    /** Hides all. What comes late is not shown. */
    @Override
    public synchronized void close() {
        closed = true;
        shown.values().forEach(this::hide);
        shown.clear();
    }
}
