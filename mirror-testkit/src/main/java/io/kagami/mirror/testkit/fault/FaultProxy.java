package io.kagami.mirror.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A TCP proxy between clients and the brokers of one cluster, with one port per broker, that can fail on demand.
 *
 * <p>Its ports are open before the brokers start, so that they can advertise them and every client, whatever broker it is
 * sent to, comes through here. Without a fault it passes bytes unchanged.
 *
 * <p>Threading: safe; one thread of its own moves all bytes.
 */
public final class FaultProxy implements AutoCloseable {

    private final List<Integer> ports;
    private final Traffic traffic;
    private final ProxyLoop loop;
    private final Thread thread;

    private FaultProxy(List<Integer> ports, Traffic traffic, ProxyLoop loop) {
        this.ports = List.copyOf(ports);
        this.traffic = traffic;
        this.loop = loop;
        this.thread = new Thread(loop, "fault-proxy");
        thread.setDaemon(true);
    }

    /** Opens one port for each broker port on localhost, in the same order, passing everything on to it. */
    public static FaultProxy inFrontOf(List<Integer> brokerPorts) {
        try {
            InetAddress localhost = InetAddress.getByName("localhost");
            Traffic traffic = new Traffic();
            ProxyLoop loop = new ProxyLoop(Selector.open(), traffic);
            List<Integer> ports = new ArrayList<>();
            for (int brokerPort : brokerPorts) {
                ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(localhost, 0));
                ports.add(((InetSocketAddress) server.getLocalAddress()).getPort());
                loop.listen(server, new InetSocketAddress(localhost, brokerPort));
            }
            FaultProxy proxy = new FaultProxy(ports, traffic, loop);
            proxy.thread.start();
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException("no proxy for ports " + brokerPorts, failed);
        }
    }

    /** The proxy's ports in the form of {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
    }

    /** The port in front of a broker, by its place in the list the proxy was made with. */
    public int port(int broker) {
        return ports.get(broker);
    }

    /** Breaks every connection and lets no new one live, until {@link #heal()}. Returns when all are broken. */
    public void cut() {
        traffic.fault(Fault.CUT);
        loop.perform(loop::closeLinks);
    }

    /** Keeps connections open and accepts new ones, but passes no byte either way, until {@link #heal()}. */
    public void stall() {
        traffic.fault(Fault.STALL);
        loop.perform(() -> {});
    }

    /** Lets every byte wait half of this time in each direction, in order, without limiting how many are on the way. */
    public void delay(Duration roundTrip) {
        traffic.delay(roundTrip.dividedBy(2));
    }

    /** Ends cut, stall and delay. */
    public void heal() {
        traffic.delay(Duration.ZERO);
        traffic.fault(Fault.NONE);
        loop.perform(() -> {});
    }

    /** How many connections stand at this moment. */
    public int connections() {
        return loop.links();
    }

    /** Bytes passed from clients to brokers so far. */
    public long bytesToBrokers() {
        return traffic.toBrokers();
    }

    /** Bytes passed from brokers to clients so far. */
    public long bytesToClients() {
        return traffic.toClients();
    }

    /** Breaks every connection and frees the ports; may be called twice. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
