package io.heartbeat.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends with one system call for each datagram, by the JDK alone. */
public final class JavaSender implements Sender {
    private static final int REFUSALS = 10_000;

    @Override
    public String manner() {
        return "DatagramChannel";
    }

    @Override
    public SendReport send(Pool pool, int port) throws IOException {
        LoadSpec spec = pool.spec();
        DatagramChannel[] channels = new DatagramChannel[spec.sockets()];
        try {
            for (int i = 0; i < channels.length; i++) {
                channels[i] =
                        DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
            return new Run(pool, channels).send();
        } finally {
            for (DatagramChannel channel : channels) {
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** One load under way. */
    private static final class Run {
        private final LoadSpec spec;
        private final List<Datagram> datagrams;
        private final DatagramChannel[] channels;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_507);
        private long sent;
        private long refused;

        Run(Pool pool, DatagramChannel[] channels) {
            this.spec = pool.spec();
            this.datagrams = pool.datagrams();
            this.channels = channels;
        }

        SendReport send() throws IOException {
            long begin = System.nanoTime();
            long end = begin + (long) (spec.seconds() * 1e9);
            long last = begin;
            Pacer pacer = new Pacer(spec.rate(), spec.count(), begin);
            while (sent < spec.count() && refused < REFUSALS) {
                long now = System.nanoTime();
                if (now - end >= 0) {
                    break;
                }
                long due = Math.min(pacer.due(sent, now), LoadSpec.BLOCK);
                if (due == 0) {
                    LockSupport.parkNanos(Math.min(pacer.wake(sent), end) - now);
                    continue;
                }
                burst(due);
                last = System.nanoTime();
            }
            return new SendReport(sent, last - begin, refused, pacer.lateMillis());
        }

        private void burst(long due) throws IOException {
            for (long i = 0; i < due; i++) {
                Datagram datagram = datagrams.get((int) (sent % datagrams.size()));
                Datagram.number(datagram.bytes(), datagram.numberAt(), spec.first() + sent);
                buffer.clear().put(datagram.bytes()).flip();
                try {
                    channels[datagram.socket()].write(buffer);
                    sent++;
                } catch (PortUnreachableException gone) {
                    refused++;
                    return;
                }
            }
        }
    }
}
