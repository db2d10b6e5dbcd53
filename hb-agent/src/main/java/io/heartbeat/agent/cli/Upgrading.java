package io.heartbeat.agent.cli;

import io.heartbeat.agent.Order;
import io.heartbeat.agent.Result;
import io.heartbeat.agent.command.Installer;
import io.heartbeat.agent.upgrade.Home;
import io.heartbeat.agent.upgrade.Upgrade;
import io.heartbeat.agent.upgrade.UpgradeRefused;
import io.heartbeat.agent.upgrade.UpgradeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Upgrades of this process: gets one ready, and tells whoever runs the agent that it is to make way. Thread-safe. */
final class Upgrading implements Installer {
    private final UpgradeSettings settings;
    private final Supplier<Optional<Home>> home;
    private final String version;
    private final boolean supervised;
    private final AtomicReference<Ready> ready = new AtomicReference<>();
    private volatile Runnable makeWay = () -> {};

    /**
     * @param home where this agent lies now: one that was on trial is the current one only since; empty when it cannot be
     *     replaced there
     * @param supervised whether somebody keeps track of the agent's process when it is another one
     */
    Upgrading(UpgradeSettings settings, Supplier<Optional<Home>> home, boolean supervised, String version) {
        this.settings = settings;
        this.home = home;
        this.version = version;
        this.supervised = supervised;
    }

    /** A version that lies beside the present one and is to be tried. */
    record Ready(Order order, Upgrade upgrade, Path version) {}

    /** Called when something is ready. */
    void whenReady(Runnable wake) {
        makeWay = wake;
    }

    @Override
    public synchronized Optional<Result> install(Order order) throws InterruptedException {
        if (ready.get() != null) {
            return Optional.of(Result.refused("another upgrade is under way"));
        }
        Optional<Upgrade> upgrade = home.get().map(found -> new Upgrade(settings, found, version));
        if (upgrade.isEmpty()) {
            return Optional.of(Result.refused("this agent was not installed by hb_install.sh, which makes versions/"));
        }
        if (!supervised) {
            return Optional.of(
                    Result.refused("this agent runs in the foreground, where nobody would follow its process:"
                            + " run it by systemd or with -d"));
        }
        try {
            ready.set(new Ready(order, upgrade.get(), upgrade.get().prepare(order)));
            makeWay.run();
            return Optional.empty();
        } catch (UpgradeRefused e) {
            return Optional.of(Result.refused(e.getMessage()));
        }
    }

    /** What is to be tried; null when nothing is. */
    Ready ready() {
        return ready.get();
    }

    /** It works. */
    void settle(Ready tried) throws IOException {
        tried.upgrade().settle(tried.version());
    }

    /** It does not; another one may come. */
    void discard(Ready tried) throws IOException {
        ready.set(null);
        tried.upgrade().discard(tried.version());
    }
}
