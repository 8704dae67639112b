package io.kagami.mirror.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Entry point of the relay's process: reads from one local port and writes to another until the first ends. */
public final class ByteRelay {

    private ByteRelay() {}

    /** Arguments: port to read from, port to write to, bytes of the one buffer. */
    public static void main(String[] args) throws IOException {
        try (SocketChannel source = connect(args[0]);
                SocketChannel target = connect(args[1])) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(Integer.parseInt(args[2]));
            while (source.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
                buffer.clear();
            }
        }
    }

    private static SocketChannel connect(String port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    }
}
