package io.heartbeat.agent.upgrade;

import io.heartbeat.agent.Order;
import io.heartbeat.protocol.Release;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Gets another version ready beside the present one. Not thread-safe: one at a time. */
public final class Upgrade {
    private final UpgradeSettings settings;
    private final Home home;
    private final String present;

    /** @param present version that runs now */
    public Upgrade(UpgradeSettings settings, Home home, String present) {
        this.settings = settings;
        this.home = home;
        this.present = present;
    }

    /**
     * Fetches, compares and unpacks what an order names.
     *
     * @return the folder of the new version, whole
     * @throws UpgradeRefused when that cannot be; nothing has changed
     */
    public Path prepare(Order order) throws UpgradeRefused, InterruptedException {
        Release release = Release.of(order.version())
                .orElseThrow(() -> new UpgradeRefused("`" + order.version() + "` is no version"));
        if (!release.newerThan(present)) {
            throw new UpgradeRefused("it is not newer than " + present + ", which runs");
        }
        try {
            return lay(order, release);
        } catch (IOException e) {
            throw new UpgradeRefused("it cannot be laid beside the present version: " + e);
        }
    }

    private Path lay(Order order, Release release) throws UpgradeRefused, IOException, InterruptedException {
        Path beside = home.beside(release);
        Path archive = beside.resolveSibling(release.text() + ".zip");
        try {
            new Fetch(settings).bring(order, archive);
            Unpacking.unpack(archive, beside);
            Path place = home.version(release);
            Home.delete(place); // of an earlier try: never the present one, which is older
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            return place;
        } catch (FileAlreadyExistsException e) {
            throw new UpgradeRefused("the archive has `" + e.getFile() + "` twice");
        } finally {
            Files.deleteIfExists(archive);
            Home.delete(beside);
        }
    }

    /**
     * The new version has shown that it works: from now on it is the one that is run. Of the others the one that ran until now
     * is kept.
     *
     * @throws IOException when the present one is still the one that is run
     */
    public void settle(Path version) throws IOException {
        home.makeCurrent(version);
        home.keepOnly(List.of(version, home.own()));
    }

    /** The new version does not work: it goes. */
    public void discard(Path version) throws IOException {
        Home.delete(version);
    }
}
