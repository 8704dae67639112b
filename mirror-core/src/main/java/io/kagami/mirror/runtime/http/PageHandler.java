package io.kagami.mirror.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the page a request asks for, and sends what it says.
 *
 * <p>Threading: threads of the server.
 */
final class PageHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
    private static final String HEAD = "HEAD";
    private static final Set<String> METHODS = Set.of("GET", HEAD);

    private final Pages pages;

    PageHandler(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            send(exchange, answer(exchange));
        } finally {
            exchange.close();
        }
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.text(405, "nothing can be changed here\n");
        }
        if (path.equals("/")) {
            return Answer.text(200, overview());
        }
        return pages.at(path)
                .map(page -> answer(page, path))
                .orElseGet(() -> Answer.text(404, "there is no " + path + "; there are:\n" + overview()));
    }

    private static Answer answer(Page page, String path) {
        try {
            return page.answer();
        } catch (RuntimeException e) {
            LOG.warn("a page cannot be shown path={}", path, e);
            return Answer.text(500, "this page cannot be shown now; the log says why\n");
        }
    }

    private String overview() {
        return String.join("\n", pages.paths()) + "\n";
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals(HEAD)) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
