package io.heartbeat.agent.systemd;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The service manager that started us, if any. Thread-safe; without {@code NOTIFY_SOCKET} every call does nothing. A
 * message that cannot be sent is logged and forgotten: the agent's work does not hang on it.
 */
public final class ServiceManager {
    private static final Logger LOG = System.getLogger(ServiceManager.class.getName());
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int PATH_MAX = 108;

    private final byte[] address;
    private final Optional<Duration> watchdog;

    /**
     * @param environment of this process: NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID
     * @param pid of this process
     */
    public ServiceManager(Map<String, String> environment, long pid) {
        this.address = address(environment.get("NOTIFY_SOCKET"));
        this.watchdog = address == null ? Optional.empty() : watchdog(environment, pid);
    }

    /** A socket address: an absolute path, or {@code @name} in the abstract namespace; null when there is none. */
    private static byte[] address(String socket) {
        if (socket == null || socket.isEmpty()) {
            return null;
        }
        byte[] path = socket.getBytes(StandardCharsets.UTF_8);
        if ((path[0] != '/' && path[0] != '@') || path.length >= PATH_MAX) {
            LOG.log(Level.WARNING, "NOTIFY_SOCKET={0} is no socket address of sd_notify(3), ignored", socket);
            return null;
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        ByteBuffer address = ByteBuffer.allocate(2 + path.length + (path[0] == 0 ? 0 : 1));
        return address.order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(path)
                .array();
    }

    private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        String forPid = environment.getOrDefault("WATCHDOG_PID", "");
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        if (!micros.matches("[1-9][0-9]{0,17}") || !(forPid.isEmpty() || forPid.equals(Long.toString(pid)))) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(1000 * Math.min(Long.parseLong(micros), Long.MAX_VALUE / 1000)));
    }

    /** Whether a service manager listens. */
    public boolean present() {
        return address != null;
    }

    /** Time within which {@link #alive()} must be said again and again; absent when nobody waits for it. */
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /** The start is done. */
    public void ready() {
        send("READY=1");
    }

    /**
     * The configuration is read anew; {@link #ready} says that it is done.
     *
     * @param monotonicMicros now, by CLOCK_MONOTONIC
     */
    public void reloading(long monotonicMicros) {
        send("RELOADING=1\nMONOTONIC_USEC=" + monotonicMicros);
    }

    /** The end has begun. */
    public void stopping() {
        send("STOPPING=1");
    }

    /** One line for {@code systemctl status}. */
    public void status(String text) {
        send("STATUS=" + text.replace('\n', ' '));
    }

    /** Another process of this service is the one to look at now; this one ends. */
    public void mainPid(long pid) {
        send("MAINPID=" + pid);
    }

    /** Still well. */
    public void alive() {
        send("WATCHDOG=1");
    }

    private void send(String state) {
        if (address == null) {
            return;
        }
        try {
            NativeLibrary libc = NativeLibrary.getInstance("c");
            int socket = call(libc, "socket", AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            try {
                byte[] text = state.getBytes(StandardCharsets.UTF_8);
                call(libc, "sendto", socket, text, new NativeLong(text.length), MSG_DONTWAIT, address, address.length);
            } finally {
                call(libc, "close", socket);
            }
        } catch (IllegalStateException | LinkageError e) {
            LOG.log(Level.WARNING, "the service manager cannot be told {0}: {1}", state, e.getMessage());
        }
    }

    private static int call(NativeLibrary libc, String function, Object... arguments) {
        int result = libc.getFunction(function).invokeInt(arguments);
        if (result < 0) {
            throw new IllegalStateException(function + " failed, errno " + Native.getLastError());
        }
        return result;
    }
}
