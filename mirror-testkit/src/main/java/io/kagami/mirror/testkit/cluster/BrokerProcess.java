package io.kagami.mirror.testkit.cluster;

import io.kagami.mirror.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of one real broker in a process of its own, so that it can be killed and its CPU time be told from the test's.
 *
 * <p>Its ports and data outlive {@link #kill()}; all of it ends with {@link #close()} or with this JVM.
 *
 * <p>Threading: one thread.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final NodePorts ports;
    private final Optional<FaultProxy> proxy;
    private final List<String> command;
    private final Thread lastResort = new Thread(this::endWithJvm, "broker-process-end");
    private Process process;

    private BrokerProcess(Path folder, NodePorts ports, Optional<FaultProxy> proxy, List<String> command)
            throws IOException {
        this.folder = folder;
        this.ports = ports;
        this.proxy = proxy;
        this.command = List.copyOf(command);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts a broker, alone in its cluster, with the class path of this JVM and returns when it serves.
     *
     * @param heap as the JVM's {@code -Xmx} takes it, like {@code 1g}
     * @param overrides broker settings stronger than the defaults here
     */
    public static BrokerProcess start(String heap, Map<String, String> overrides) {
        NodePorts ports = NodePorts.pick(1).get(0);
        return start(heap, ports, Optional.empty(), overrides);
    }

    /** The same with a {@link FaultProxy} between its clients and the broker; see {@link #proxy()}. */
    public static BrokerProcess startBehindProxy(String heap, Map<String, String> overrides) {
        NodePorts ports = NodePorts.pick(1).get(0);
        return start(heap, ports, Optional.of(FaultProxy.inFrontOf(List.of(ports.client()))), overrides);
    }

    private static BrokerProcess start(
            String heap, NodePorts ports, Optional<FaultProxy> proxy, Map<String, String> overrides) {
        try {
            Path folder = Files.createTempDirectory("kagami-broker-");
            int advertisedPort = proxy.map(front -> front.port(0)).orElse(ports.client());
            String clusterId = Uuid.randomUuid().toString();
            BrokerFolder files = BrokerFolder.prepare(
                    folder, 0, List.of(ports), advertisedPort, clusterId, overrides, KafkaRelease.own());
            BrokerProcess broker = new BrokerProcess(folder, ports, proxy, files.command(heap));
            broker.awaitReady();
            return broker;
        } catch (IOException failed) {
            throw new UncheckedIOException("no broker process", failed);
        }
    }

    /** Launches a node of a cluster, which may need others before it serves. */
    static BrokerProcess launch(BrokerFolder files, NodePorts ports, String heap) throws IOException {
        return new BrokerProcess(files.folder(), ports, Optional.empty(), files.command(heap));
    }

    /** Where clients connect; with a proxy, its port. */
    public String bootstrapServers() {
        return proxy.map(FaultProxy::bootstrapServers).orElse("localhost:" + ports.client());
    }

    /** A way in for the test itself, around the proxy. */
    public String directBootstrapServers() {
        return "localhost:" + ports.broker();
    }

    /** The proxy in front of the broker. */
    public FaultProxy proxy() {
        return proxy.orElseThrow(() -> new IllegalStateException("the broker was not started behind a proxy"));
    }

    /** What a user writes to connect. */
    public Map<String, String> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** The running process's id. */
    public long pid() {
        return process.pid();
    }

    /** CPU time of the running process, user and system, since it was started. */
    public double cpuSeconds() {
        return process.toHandle()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow(() -> new IllegalStateException("the broker does not run"))
                        .toNanos()
                / 1e9;
    }

    /** Ends the process as a power cut would (SIGKILL) and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Ends the process in good order (SIGTERM), or by force if that takes long, and returns when it is gone. */
    public void stop() {
        process.destroy();
        if (!awaitExit()) {
            kill();
        }
    }

    /** Starts a broker that ended or was killed again with its data and ports, and returns when it serves. */
    public void restart() {
        try {
            kill();
            process = launch();
            awaitReady();
        } catch (IOException failed) {
            throw new UncheckedIOException("the broker does not start again", failed);
        }
    }

    /** Stops the broker in good order, or by force if that takes long, and deletes its data. */
    @Override
    public void close() {
        proxy.ifPresent(FaultProxy::close);
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
            Folders.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("files are left in " + folder, failed);
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns when the broker serves; ends it if it does not. */
    void awaitReady() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", directBootstrapServers()))) {
            Eventually.holds("the broker process serves", () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the broker ended: " + Files.readString(output()));
                }
                return !Answers.get(admin.describeCluster().nodes()).isEmpty();
            });
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private Path output() {
        return folder.resolve("broker.log");
    }

    private void endWithJvm() {
        kill();
        try {
            Folders.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("files are left in " + folder, failed);
        }
    }

    private boolean awaitExit() {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
