package io.kagami.mirror.testkit.fault;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A client's connection together with the proxy's connection to the broker.
 *
 * <p>Threading: the proxy's thread.
 */
final class Link {

    private final SelectionKey client;
    private final SelectionKey broker;
    private final OneWay toBroker;
    private final OneWay toClient;

    private Link(SelectionKey client, SelectionKey broker, Traffic traffic) {
        this.client = client;
        this.broker = broker;
        SocketChannel clientChannel = (SocketChannel) client.channel();
        SocketChannel brokerChannel = (SocketChannel) broker.channel();
        this.toBroker = new OneWay(clientChannel, brokerChannel, Direction.TO_BROKER, traffic);
        this.toClient = new OneWay(brokerChannel, clientChannel, Direction.TO_CLIENT, traffic);
    }

    /** Connects an accepted client to its broker; throws if the broker does not answer. */
    static Link open(SocketChannel client, SocketAddress brokerAddress, Selector selector, Traffic traffic)
            throws IOException {
        SocketChannel broker = SocketChannel.open(brokerAddress);
        return new Link(register(client, selector), register(broker, selector), traffic);
    }

    private static SelectionKey register(SocketChannel channel, Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.register(selector, 0);
    }

    /** Moves what can be moved now; false when the connection is over. */
    boolean move(long nowNanos) {
        try {
            if (client.isReadable()) {
                toBroker.read(nowNanos);
            }
            if (broker.isReadable()) {
                toClient.read(nowNanos);
            }
            toBroker.write(nowNanos);
            toClient.write(nowNanos);
            return !toBroker.isOver() && !toClient.isOver();
        } catch (IOException | java.nio.channels.CancelledKeyException broken) {
            return false;
        }
    }

    /** Tells the selector what this connection waits for. */
    void await(long nowNanos) {
        client.interestOps(interest(toBroker, toClient, nowNanos));
        broker.interestOps(interest(toClient, toBroker, nowNanos));
    }

    /** Waits for nothing: bytes stay where they are. */
    void rest() {
        client.interestOps(0);
        broker.interestOps(0);
    }

    long nanosUntilDue(long nowNanos) {
        return Math.min(toBroker.nanosUntilDue(nowNanos), toClient.nanosUntilDue(nowNanos));
    }

    /** Breaks both connections with a reset, as a lost network would. */
    void close() {
        reset((SocketChannel) client.channel());
        reset((SocketChannel) broker.channel());
    }

    static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyGone) {
            // It is closed, which is all that is wanted.
        }
    }

    private static int interest(OneWay reads, OneWay writes, long nowNanos) {
        return (reads.wantsToRead() ? SelectionKey.OP_READ : 0)
                | (writes.wantsToWrite(nowNanos) ? SelectionKey.OP_WRITE : 0);
    }
}
