package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of its own (a namespace of the kernel's), joined to this machine by a cable that can be pulled; who is in it has an
 * address that can change. Needs root and iproute2.
 */
final class Network implements AutoCloseable {
    private static final long MINE = ProcessHandle.current().pid();
    /** One of 4096, so that builds on one machine do not meet. */
    private static final String PREFIX = "10." + (208 + (MINE >> 8 & 15)) + "." + (MINE & 255) + ".";

    private final String ip = Tool.find("ip", "iproute2").toString();
    private final String name = "hbit" + MINE;
    private int host = 2;
    private boolean wired;

    Network() {
        assertThat(System.getProperty("user.name"))
                .as("this test makes a network namespace: run it as root")
                .isEqualTo("root");
        run("netns", "add", name);
        try {
            run("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
            wired = true;
            run("addr", "add", near() + "/24", "dev", name);
            run("link", "set", name, "up");
            run("-n", name, "link", "set", "lo", "up");
            run("-n", name, "link", "set", "eth0", "up");
            run("-n", name, "addr", "add", address() + "/24", "dev", "eth0");
        } catch (AssertionError failed) {
            close();
            throw failed;
        }
    }

    /** This machine, as it is seen from there. */
    String near() {
        return PREFIX + 1;
    }

    /** Where who is in there is seen to be. */
    String address() {
        return PREFIX + host;
    }

    /** What to put before a command that is to run in there. */
    List<String> inside() {
        return List.of(ip, "netns", "exec", name);
    }

    /** Gives who is in there another address, and takes the one it had. */
    void move() {
        String former = address();
        host++;
        run("-n", name, "addr", "del", former + "/24", "dev", "eth0");
        run("-n", name, "addr", "add", address() + "/24", "dev", "eth0");
    }

    /** Pulls the cable. */
    void pull() {
        run("link", "set", name, "down");
    }

    /** Puts it in again. */
    void plug() {
        run("link", "set", name, "up");
    }

    private void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ip));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (wired) {
            run("link", "del", name);
        }
        run("netns", "del", name);
    }
}
