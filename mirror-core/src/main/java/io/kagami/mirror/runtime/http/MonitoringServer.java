package io.kagami.mirror.runtime.http;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.monitoring.ListenerAddress;
import io.kagami.mirror.config.monitoring.MonitoringConfig;
import io.kagami.mirror.config.monitoring.MonitoringDefinition;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * The process's own HTTP server, which shows {@link Pages}.
 *
 * <p>Threading: thread-safe. Two threads of the JDK's server are there all the time; those that answer, four at most, come and go.
 */
public final class MonitoringServer implements AutoCloseable {

    private static final int FIRST_PORT = 9404;
    private static final int PORTS_TRIED = 100;
    private static final int MOST_AT_ONCE = 4;
    private static final int IDLE_SECONDS = 5;

    /** For requests of others than this machine: who sends half a request shall not keep a thread. The JDK reads it once, in seconds. */
    private static final String REQUEST_WITHIN = "sun.net.httpserver.maxReqTime";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final URI address;

    private MonitoringServer(HttpServer server, ThreadPoolExecutor threads, URI address) {
        this.server = server;
        this.threads = threads;
        this.address = address;
    }

    /**
     * Listens from now on; empty where the settings ask for no server.
     *
     * @throws ConfigurationException if the address cannot be had, or TLS or authentication are not configured as they must be
     */
    public static Optional<MonitoringServer> start(MonitoringConfig config, Pages pages) {
        return config.listener().map(listener -> start(config, listener, pages));
    }

    private static MonitoringServer start(MonitoringConfig config, ListenerAddress listener, Pages pages) {
        if (!listener.isLocal() && System.getProperty(REQUEST_WITHIN) == null) {
            System.setProperty(REQUEST_WITHIN, "10");
        }
        Optional<TlsContext> tls = listener.tls() ? Optional.of(tls(config)) : Optional.empty();
        if (config.basicAuth() && !JaasAuthenticator.isConfigured()) {
            throw refused(
                    MonitoringDefinition.BASIC_AUTH,
                    "true",
                    "needs a JAAS entry " + JaasAuthenticator.ENTRY
                            + " in the file that KAFKA_OPTS=-Djava.security.auth.login.config=FILE names");
        }
        HttpServer server = bound(listener, tls);
        ThreadPoolExecutor threads = threads();
        HttpContext context = server.createContext("/", new PageHandler(pages));
        if (config.basicAuth()) {
            context.setAuthenticator(new JaasAuthenticator());
        }
        server.setExecutor(threads);
        server.start();
        URI address = listener.at(server.getAddress().getPort());
        ProcessAddress.begin(address);
        return new MonitoringServer(server, threads, address);
    }

    private static TlsContext tls(MonitoringConfig config) {
        String key = MonitoringDefinition.TLS + "ssl.keystore.location";
        boolean hasKey = config.tls().keySet().stream().anyMatch(name -> name.startsWith("ssl.keystore."));
        if (!hasKey) {
            throw new ConfigurationException(ConfigProblem.error(
                    key, "required for " + MonitoringDefinition.LISTENER + " with https, but missing"));
        }
        try {
            return new TlsContext(config.tls());
        } catch (KafkaException e) {
            throw new ConfigurationException(
                    ConfigProblem.error(MonitoringDefinition.TLS + "ssl.*", "TLS cannot be set up: " + reason(e)));
        }
    }

    private static HttpServer bound(ListenerAddress listener, Optional<TlsContext> tls) {
        int first = listener.port().orElse(FIRST_PORT);
        int last = listener.port().isPresent() ? first : first + PORTS_TRIED - 1;
        String why = "";
        for (int port = first; port <= last; port++) {
            try {
                InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(listener.host()), port);
                return tls.isPresent() ? overTls(address, tls.get()) : HttpServer.create(address, 0);
            } catch (BindException taken) {
                why = String.valueOf(taken.getMessage());
            } catch (IOException e) {
                throw refused(MonitoringDefinition.LISTENER, listener.toString(), "cannot be listened at: " + e);
            }
        }
        throw refused(
                MonitoringDefinition.LISTENER,
                listener.toString(),
                listener.port().isPresent()
                        ? "cannot be listened at (" + why
                                + "); choose another port, or leave it out, then each process takes a free one"
                        : "no port from " + first + " to " + last + " can be listened at (" + why + ")");
    }

    private static HttpServer overTls(InetSocketAddress address, TlsContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters connection) {
                connection.setSSLParameters(tls.ofServer());
            }
        });
        return server;
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "mirror-http");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ConfigurationException refused(String key, String value, String reason) {
        return new ConfigurationException(ConfigProblem.error(key, reason).withValue(value));
    }

    /** Kafka says which store, and its cause what is wrong with it. */
    private static String reason(KafkaException failure) {
        return failure.getMessage() + (failure.getCause() == null ? "" : ": " + failure.getCause());
    }

    /** Where it is reached, with the port that was found. */
    public URI address() {
        return address;
    }

    /** Ends at once; requests under way get no answer. */
    @Override
    public void close() {
        ProcessAddress.end(address);
        server.stop(0);
        threads.shutdownNow();
    }
}
