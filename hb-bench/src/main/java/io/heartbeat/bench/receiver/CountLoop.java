package io.heartbeat.bench.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A program that receives datagrams and counts them, nothing else; prints the count for each line of its input, ends with it. */
public final class CountLoop {
    private static final int LARGEST = 65_536;

    private CountLoop() {}

    /**
     * @param args port, and bytes to ask for as receive buffer
     */
    public static void main(String[] args) throws IOException {
        AtomicLong count = new AtomicLong();
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, Integer.parseInt(args[1]));
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
        Thread receiver = new Thread(() -> receive(channel, count), "receive");
        receiver.setDaemon(true);
        receiver.start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.println("ready");
        while (in.readLine() != null) {
            System.out.println(count.get());
        }
    }

    private static void receive(DatagramChannel channel, AtomicLong count) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
        try {
            while (true) {
                buffer.clear();
                channel.receive(buffer);
                count.lazySet(count.get() + 1);
            }
        } catch (IOException e) {
            System.err.println("receive: " + e);
            Runtime.getRuntime().halt(1);
        }
    }
}
