package io.kagami.mirror.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, the same for all modules. */
public final class ProjectVersion {

    private static final String UNKNOWN = "unknown";
    private static final Properties BUILD = read();

    private ProjectVersion() {}

    /** Such as {@code 0.1.0}; "unknown" where the build has left nothing to tell it by. */
    public static String current() {
        return BUILD.getProperty("version", UNKNOWN);
    }

    /** The version of Kafka this was built with, such as {@code 4.3.1}; "unknown" likewise. */
    static String kafka() {
        return BUILD.getProperty("kafka", UNKNOWN);
    }

    private static Properties read() {
        Properties build = new Properties();
        try (InputStream in = ProjectVersion.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return build;
    }
}
