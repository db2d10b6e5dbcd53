package io.heartbeat.bench.torture;

import java.io.IOException;
import java.util.List;

/** A network of its own for one process, joined to this one by a cable that can be cut. Needs root and iproute2. */
public final class Namespace implements AutoCloseable {
    private static final String NEAR = "10.213.77.1";
    private static final String FAR = "10.213.77.2";

    private final String name = "hbb" + ProcessHandle.current().pid();

    /** Makes it. */
    public Namespace() throws IOException, InterruptedException {
        Shell.run("ip", "netns", "add", name);
        try {
            Shell.run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
            Shell.run("ip", "addr", "add", NEAR + "/30", "dev", name);
            Shell.run("ip", "-n", name, "addr", "add", FAR + "/30", "dev", "eth0");
            Shell.run("ip", "-n", name, "link", "set", "eth0", "up");
            Shell.run("ip", "-n", name, "link", "set", "lo", "up");
            Shell.run("ip", "link", "set", name, "up");
        } catch (IOException | InterruptedException failure) {
            close();
            throw failure;
        }
    }

    /** Where a server in it is reached. */
    public String address() {
        return FAR;
    }

    /** What to put before a command that is to run in it. */
    public List<String> wrapper() {
        return List.of("ip", "netns", "exec", name);
    }

    /** Cut for so long, without a word to either side. */
    public void cut(long seconds) throws IOException, InterruptedException {
        Shell.run("ip", "link", "set", name, "down");
        Thread.sleep(seconds * 1_000);
        Shell.run("ip", "link", "set", name, "up");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Shell.run("ip", "netns", "del", name);
    }
}
