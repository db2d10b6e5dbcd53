package io.heartbeat.bench.loghamster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file through a socket into a file, and nothing else: what the kernel and the JDK allow with two threads. */
final class BareCopy {
    private static final int BLOCK = 512 << 10;

    private BareCopy() {}

    static double seconds(Path source, Path target) throws IOException, InterruptedException {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread sender = new Thread(() -> send(source, listening));
            long begin = System.nanoTime();
            sender.start();
            try (SocketChannel in = listening.accept();
                    FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
                while (in.read(block) >= 0) {
                    block.flip();
                    while (block.hasRemaining()) {
                        out.write(block);
                    }
                    block.clear();
                }
            }
            sender.join();
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void send(Path source, ServerSocketChannel to) {
        try (FileChannel file = FileChannel.open(source);
                SocketChannel out = SocketChannel.open(to.getLocalAddress())) {
            long at = 0;
            while (at < file.size()) {
                at += file.transferTo(at, file.size() - at, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
