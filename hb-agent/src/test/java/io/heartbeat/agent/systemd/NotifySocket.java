package io.heartbeat.agent.systemd;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The other end of NOTIFY_SOCKET: a real datagram socket of the Unix family, bound by this test. */
public final class NotifySocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;

    private final NativeLibrary libc = NativeLibrary.getInstance("c");
    private final int socket;

    public NotifySocket(String name) {
        socket = call("socket", AF_UNIX, SOCK_DGRAM, 0);
        byte[] patience = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putLong(20)
                .array();
        call("setsockopt", socket, SOL_SOCKET, SO_RCVTIMEO, patience, patience.length);
        byte[] path = name.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
        byte[] address = ByteBuffer.allocate(2 + path.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(path)
                .array();
        call("bind", socket, address, address.length);
    }

    public String receive() {
        byte[] text = new byte[1000];
        int length = call("recv", socket, text, new NativeLong(text.length), 0);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    private int call(String function, Object... arguments) {
        int result = libc.getFunction(function).invokeInt(arguments);
        if (result < 0) {
            throw new IllegalStateException(function + " failed, errno " + Native.getLastError());
        }
        return result;
    }

    @Override
    public void close() {
        call("close", socket);
    }
}
