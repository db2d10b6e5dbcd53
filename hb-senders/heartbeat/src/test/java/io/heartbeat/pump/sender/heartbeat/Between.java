package io.heartbeat.pump.sender.heartbeat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between sender and server, and cuts the connection where it was told to. */
final class Between implements Closeable {
    private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int server;
    private final long upstream;
    private final String downstream;

    /**
     * @param upstream how many bytes of the sender are passed on before the connection is cut
     * @param downstream what the server may not say: it is held back and the connection is cut
     */
    Between(int server, long upstream, String downstream) throws IOException {
        this.server = server;
        this.upstream = upstream;
        this.downstream = downstream;
        Thread accepting = new Thread(this::serve);
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket sender = listening.accept();
                    Socket home = new Socket(InetAddress.getLoopbackAddress(), server)) {
                Thread back = new Thread(() -> answer(home, sender));
                back.start();
                pass(sender, home);
                home.shutdownOutput(); // what was passed on arrives
                back.join();
            } catch (IOException | InterruptedException over) {
                tell(over);
            }
        }
    }

    private void pass(Socket sender, Socket home) throws IOException {
        InputStream in = sender.getInputStream();
        OutputStream out = home.getOutputStream();
        byte[] block = new byte[8192];
        long left = upstream;
        while (left > 0) {
            int count = in.read(block, 0, (int) Math.min(block.length, left));
            if (count < 0) {
                return;
            }
            out.write(block, 0, count);
            left -= count;
        }
    }

    private void answer(Socket home, Socket sender) {
        try (sender) {
            StringBuilder line = new StringBuilder();
            for (int c = home.getInputStream().read();
                    c >= 0;
                    c = home.getInputStream().read()) {
                line.append((char) c);
                if (c == '\n') {
                    if (line.toString().startsWith(downstream)) {
                        return;
                    }
                    sender.getOutputStream().write(line.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    line.setLength(0);
                }
            }
        } catch (IOException over) {
            tell(over);
        }
    }

    private static void tell(Exception over) {
        System.getLogger(Between.class.getName()).log(System.Logger.Level.DEBUG, "cut: {0}", over.getMessage());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
