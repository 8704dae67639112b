package io.kagami.mirror.validation;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.validation.checks.Checks;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Report;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineValidation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Examines one file. Nothing is written to any cluster.
 *
 * <p>Threading: one thread.
 */
public final class Validation {

    private final Path file;

    public Validation(Path file) {
        this.file = file;
    }

    /** What the file alone tells. */
    public Report offline() {
        try {
            return new Report(FileFindings.of(PropertiesFile.read(file)));
        } catch (ConfigurationException e) {
            return new Report(FileFindings.unreadable(e.problems()));
        }
    }

    /**
     * What the file tells, and then its clusters. They are not asked while a start would refuse the file.
     *
     * @param limit how long each cluster, and each question, is waited for
     * @param clock of this machine
     */
    public Report online(Duration limit, Clock clock) throws InterruptedException {
        List<Finding> findings = new ArrayList<>(offline().findings());
        MirrorConfig config;
        FileKeys keys;
        try {
            PropertiesFile properties = PropertiesFile.read(file);
            keys = FileKeys.of(properties);
            config = MirrorConfig.parse(properties.settings());
        } catch (ConfigurationException e) {
            findings.add(Finding.note(
                    Where.of(file), "its clusters were not asked: that takes a file without the errors above"));
            return new Report(findings);
        }
        findings.addAll(new OnlineValidation(config, keys, limit).findings(Checks.of(config, keys, clock)));
        return new Report(findings);
    }
}
