package io.heartbeat.loghog;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * The kind of sockets that this machine has: epoll on Linux, else those of the JDK.
 *
 * @param name for the log
 * @param epoll whether datagrams are read many at once
 */
record Sockets(
        String name,
        boolean epoll,
        Supplier<IoHandlerFactory> handlers,
        Class<? extends ServerChannel> server,
        Class<? extends DatagramChannel> datagram) {
    static Sockets best() {
        return Epoll.isAvailable()
                ? new Sockets(
                        "epoll",
                        true,
                        EpollIoHandler::newFactory,
                        EpollServerSocketChannel.class,
                        EpollDatagramChannel.class)
                : jdk();
    }

    static Sockets jdk() {
        return new Sockets(
                "nio", false, NioIoHandler::newFactory, NioServerSocketChannel.class, NioDatagramChannel.class);
    }

    EventLoopGroup loops(int count, ThreadFactory threads) {
        return new MultiThreadIoEventLoopGroup(count, threads, handlers.get());
    }
}
