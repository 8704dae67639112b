package io.kagami.mirror.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections and moves their bytes, all in one thread.
 *
 * <p>Threading: {@link #perform}, {@link #links} and {@link #stop} from any thread, the rest in the loop's own.
 */
final class ProxyLoop implements Runnable {

    private record Order(Runnable action, CompletableFuture<Boolean> done) {}

    private final Selector selector;
    private final Traffic traffic;
    private final List<Link> links = new ArrayList<>();
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private volatile int linkCount;
    private volatile boolean stopping;

    ProxyLoop(Selector selector, Traffic traffic) {
        this.selector = selector;
        this.traffic = traffic;
    }

    /** Before the loop runs: connections to {@code server} go on to {@code broker}. */
    void listen(ServerSocketChannel server, SocketAddress broker) throws IOException {
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, broker);
    }

    /** Runs the action in the loop's thread, between two moves, and waits until it has run. */
    void perform(Runnable action) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        orders.add(new Order(action, done));
        selector.wakeup();
        done.completeOnTimeout(false, 10, TimeUnit.SECONDS).join();
    }

    int links() {
        return linkCount;
    }

    void stop() {
        stopping = true;
        selector.wakeup();
    }

    void closeLinks() {
        links.forEach(Link::close);
        links.clear();
        linkCount = 0;
    }

    @Override
    public void run() {
        try (selector) {
            while (!stopping) {
                selector.select(millisToWait());
                obey();
                accept();
                move();
            }
            closeLinks();
            for (SelectionKey key : List.copyOf(selector.keys())) {
                key.channel().close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the fault proxy's selector failed", failed);
        }
    }

    private void obey() {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            order.action().run();
            order.done().complete(true);
        }
    }

    private void accept() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid() && key.isAcceptable()) {
                SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
                if (client != null) {
                    admit(client, (SocketAddress) key.attachment());
                }
            }
        }
    }

    private void admit(SocketChannel client, SocketAddress broker) {
        if (traffic.fault() == Fault.CUT) {
            Link.reset(client);
            return;
        }
        try {
            links.add(Link.open(client, broker, selector, traffic));
        } catch (IOException brokerIsDown) {
            Link.reset(client);
        }
    }

    private void move() {
        boolean stalled = traffic.fault() == Fault.STALL;
        long now = System.nanoTime();
        for (Link link : List.copyOf(links)) {
            if (stalled) {
                link.rest();
            } else if (link.move(now)) {
                link.await(now);
            } else {
                link.close();
                links.remove(link);
            }
        }
        linkCount = links.size();
        selector.selectedKeys().clear();
    }

    /** Zero means until something happens, as the selector counts. */
    private long millisToWait() {
        if (traffic.fault() == Fault.STALL || links.isEmpty()) {
            return 0;
        }
        long now = System.nanoTime();
        long due =
                links.stream().mapToLong(link -> link.nanosUntilDue(now)).min().orElse(Long.MAX_VALUE);
        return due == Long.MAX_VALUE || due == 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(due) + 1);
    }
}
