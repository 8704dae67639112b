package io.kagami.mirror.runtime.deployment;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** One step from the running connectors to the desired ones. Its text names keys, never values. */
public sealed interface ConnectorAction {

    /** The connector concerned. */
    String connector();

    /** It is desired and does not run. */
    record Create(String connector, Map<String, String> config) implements ConnectorAction {

        public Create {
            config = Map.copyOf(config);
        }

        @Override
        public String toString() {
            return "create " + connector;
        }
    }

    /** It runs with another configuration; {@code changedKeys} differ, or are on one side only. */
    record Update(String connector, Map<String, String> config, SortedSet<String> changedKeys)
            implements ConnectorAction {

        public Update {
            config = Map.copyOf(config);
            changedKeys = new TreeSet<>(changedKeys);
        }

        @Override
        public String toString() {
            return "update " + connector + " " + changedKeys;
        }
    }

    /** It is ours and is no longer desired. */
    record Delete(String connector) implements ConnectorAction {

        @Override
        public String toString() {
            return "delete " + connector;
        }
    }
}
