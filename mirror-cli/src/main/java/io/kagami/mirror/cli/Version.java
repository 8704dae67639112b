package io.kagami.mirror.cli;

import io.kagami.mirror.release.ProjectVersion;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** The version of this program and of the Kafka it is built on. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        return "Kagami " + ProjectVersion.current() + " on Apache Kafka " + AppInfoParser.getVersion();
    }
}
