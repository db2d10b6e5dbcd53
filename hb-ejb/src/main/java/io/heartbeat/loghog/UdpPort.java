package io.heartbeat.loghog;

import io.heartbeat.wire.loghog.Frame;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** The UDP side of an address. */
record UdpPort(Channel channel) implements Port {
    private static final System.Logger LOG = System.getLogger(UdpPort.class.getName());
    private static final int AT_ONCE = 64;

    static UdpPort open(
            InetSocketAddress address,
            Sockets sockets,
            EventLoopGroup loops,
            Function<EventLoop, Loop> loop,
            Intake intake,
            LogHogSettings settings)
            throws IOException {
        // One byte more than the longest message: a longer one shows by its length.
        int datagram = (int) Math.min(65_536, Frame.HEAD + settings.maxMessage() + 1);
        Bootstrap udp = new Bootstrap()
                .group(loops)
                .channel(sockets.datagram())
                .option(ChannelOption.SO_RCVBUF, settings.receiveBuffer())
                // Netty's usual one takes new memory for buffers of this size, and Java clears it before each read.
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(sockets.epoll() ? datagram * AT_ONCE : datagram)
                                .maxMessagesPerRead(AT_ONCE))
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel channel) {
                        channel.pipeline()
                                .addLast(new DatagramHandler(
                                        loop.apply(channel.eventLoop()), intake.sources, settings.maxMessage()));
                    }
                });
        if (sockets.epoll()) {
            udp.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, datagram);
        }
        ChannelFuture bound = udp.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "UDP " + address + " cannot be bound: " + bound.cause().getMessage(), bound.cause());
        }
        int granted = ((DatagramChannel) bound.channel()).config().getReceiveBufferSize();
        if (granted < settings.receiveBuffer()) {
            LOG.log(
                    Level.INFO,
                    "LogHog: the receive buffer of UDP {0} is {1} KiB (more needs net.core.rmem_max={2})",
                    address,
                    granted >> 10,
                    Integer.toString(settings.receiveBuffer()));
        }
        return new UdpPort(bound.channel());
    }

    @Override
    public String protocol() {
        return "UDP";
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public int connections() {
        return 0;
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(1_000);
    }
}
