package io.kagami.mirror.cli.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The expressions of the files in {@code config/monitoring}. */
final class MonitoringFiles {

    private static final Path FOLDER = Path.of("..", "config", "monitoring");
    private static final String EXPRESSION = "expr: ";

    private MonitoringFiles() {}

    static List<Expression> ofDashboard() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
        List<Expression> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expression -> expressions.add(new Expression(expression.asText())));
        dashboard.path("templating").path("list").findValuesAsText("query").stream()
                .filter(query -> query.contains("kagami_"))
                .forEach(query -> expressions.add(new Expression(query)));
        return expressions;
    }

    /** Each stands in one line. */
    static List<Expression> ofAlerts() throws IOException {
        return Files.readAllLines(FOLDER.resolve("prometheus-alerts.yml")).stream()
                .map(String::trim)
                .filter(line -> line.startsWith(EXPRESSION))
                .map(line -> new Expression(line.substring(EXPRESSION.length())))
                .toList();
    }
}
