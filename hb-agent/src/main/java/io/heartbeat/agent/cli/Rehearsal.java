package io.heartbeat.agent.cli;

import io.heartbeat.agent.plugin.Plugin;
import io.heartbeat.agent.plugin.Plugins;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.MessageWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * One heartbeat to an own socket on loopback and one look of every plugin, so that Java loads what the agent needs; run with
 * {@code -XX:ArchiveClassesAtExit} it leaves the archive that makes {@code bin/hbc} start faster ({@code hbc
 * --make-archive}). Not a command for users.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /** Rehearses and ends the process: 0 when all went well, 1 when not. */
    public static void main(String[] arguments) throws Exception {
        System.exit(rehearse());
    }

    /** Answers the exit code of the heartbeat. */
    static int rehearse() throws Exception {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Thread answering = new Thread(() -> answer(server), "rehearsal");
            answering.setDaemon(true);
            answering.start();
            int exit = Hbc.run("-m", "rehearsal", "127.0.0.1:" + server.getLocalPort());
            MessageWriter writer = new MessageWriter();
            Plugins plugins = Plugins.own();
            for (Plugin plugin : plugins.named(plugins.names())) {
                Map<String, Object> metrics = plugin.collect();
                writer.compress(writer.report("rehearsal", plugin.name(), metrics));
            }
            return exit;
        }
    }

    private static void answer(DatagramSocket server) {
        DatagramPacket packet = new DatagramPacket(new byte[Codec.MAX_DATAGRAM], Codec.MAX_DATAGRAM);
        Codec codec = new Codec();
        MessageWriter writer = new MessageWriter();
        try {
            server.receive(packet);
            if (codec.decode(packet.getData(), 0, packet.getLength()) == null) {
                byte[] ack = new byte[512];
                int length = writer.ack(codec.message(), ack);
                server.send(new DatagramPacket(ack, length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the rehearsal cannot answer", e);
        }
    }
}
