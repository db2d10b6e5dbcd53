package io.heartbeat.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    @TempDir
    Path directory;

    private final List<Duration> intervals = new ArrayList<>();
    private Path file;
    private Reload reload;
    private int writes;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("hb.yaml");
        write("interval: 30");
        reload = new Reload(
                file,
                read(),
                this::read,
                (before, after) -> intervals.addAll(
                        List.of(before.host().interval(), after.host().interval())));
    }

    @Test
    void anUntouchedFileIsLeftAlone() {
        reload.look();
        assertThat(intervals).isEmpty();
    }

    @Test
    void aChangeIsHandedOverOnce() throws IOException {
        write("interval: 10");
        reload.look();
        reload.look();
        assertThat(intervals).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    @Test
    void aBrokenFileChangesNothingUntilItIsMended() throws IOException {
        write("interval: never");
        reload.look();
        assertThat(intervals).isEmpty();
        write("interval: 20");
        reload.look();
        assertThat(intervals).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    /** Fix of loghogd: a HUP with bad facilities kills it. */
    @Test
    void badFacilitiesKeepTheOldOnes() throws IOException {
        String shop = "[shop]\nrotate = daily\nbackup_count = 3\n";
        Path facilities = Files.writeString(directory.resolve("facilities.conf"), shop);
        Files.writeString(directory.resolve("loghogd.conf"), "[main]\nfacilities_config = facilities.conf\n");
        write("loghog: {config: loghogd.conf}");
        List<ServerSettings> taken = new ArrayList<>();
        Reload logs = new Reload(file, read(), this::read, (before, after) -> taken.add(after));
        Files.writeString(facilities, "[shop]\nrotate = sometimes\nbackup_count = none\n");
        logs.look();
        assertThat(taken).isEmpty();
        Files.writeString(facilities, shop + "[shop:web]\nrotate = hourly\nbackup_count = 17\n");
        logs.look();
        assertThat(taken).hasSize(1);
    }

    @Test
    void notificationsAreFollowedAndBadOnesKeepTheOld() throws IOException {
        Path words = Files.createDirectory(directory.resolve("words"));
        Path subject = Files.writeString(words.resolve("ntfy.subject"), "one {{title}}");
        write("pushsrv: ntfy\nntfy_topic: t\ntemplates_dir: words");
        ServerSettings before = read();
        List<ServerSettings> taken = new ArrayList<>();
        Reload notify = new Reload(file, before, this::read, (old, after) -> taken.add(after));
        Files.writeString(subject, "{{titel}}");
        Files.setLastModifiedTime(subject, FileTime.fromMillis(1_000));
        notify.look();
        assertThat(taken).as("a template that cannot be used").isEmpty();
        Files.writeString(subject, "two {{title}}");
        Files.setLastModifiedTime(subject, FileTime.fromMillis(2_000));
        notify.look();
        write("pushsrv: [ntfy, email]\nntfy_topic: u\nsmtp_host: m\ntemplates_dir: words\nroutes: [{users: [nobody]}]");
        notify.look();
        assertThat(taken).hasSize(2).allSatisfy(after -> {
            assertThat(after.notification()).isNotEqualTo(before.notification());
            assertThat(after.restartNeeded(before)).isEmpty();
        });
        assertThat(taken.get(1).notification().channels()).containsOnlyKeys("ntfy", "email");
        Files.writeString(words.resolve("email.txt"), "new");
        Files.setLastModifiedTime(words, FileTime.fromMillis(3_000));
        notify.look();
        assertThat(taken).as("a file that is new").hasSize(3);
    }

    @Test
    void usersAreFollowedButNotTheFirstNorTheLast() throws IOException {
        ServerSettings open = read();
        write("interval: 30\nusers: {ann: {admin: true}}");
        ServerSettings one = read();
        assertThat(one.loginChanged(open)).isTrue();
        assertThat(open.loginChanged(one)).isTrue();
        assertThat(one.restartNeeded(open)).anyMatch(part -> part.startsWith("users"));
        write("interval: 30\nusers: {ann: {admin: true}, bob: {}}");
        assertThat(read().loginChanged(one)).isFalse();
        assertThat(read().restartNeeded(one)).isEmpty();
    }

    @Test
    void aFileThatIsAwayForAMomentChangesNothing() throws IOException {
        Files.delete(file);
        reload.look();
        assertThat(intervals).isEmpty();
        write("interval: 20");
        reload.look();
        assertThat(intervals).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    @Test
    void portsAndStorageWaitForARestart() throws IOException {
        ServerSettings before = read();
        write("interval: 10\nauth: off");
        assertThat(read().restartNeeded(before)).isEmpty();
        write("hb_port: 51301\nws_port: 0\ndata_dir: /x\njournal_max_size: 1M\nmetrics_flush: 9s"
                + "\nkeep_transitions: 90d");
        assertThat(read().restartNeeded(before)).hasSize(7).contains("metrics_…", "keep_transitions");
    }

    private ServerSettings read() {
        return ServerSettings.load(file, Map.of()).value();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * ++writes));
    }
}
