package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.report.HotSpots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a page on its hot spots beside each flight recording that has none yet.
 *
 * @param folder of the recordings
 */
record HotSpotPages(Path folder) {

    void write() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> recordings =
                    files.filter(file -> file.toString().endsWith(".jfr")).toList();
            for (Path recording : recordings) {
                Path page = Path.of(recording.toString().replaceAll("jfr$", "md"));
                if (Files.notExists(page)) {
                    Files.writeString(page, HotSpots.of(recording));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("no pages on hot spots in " + folder, failed);
        }
    }
}
