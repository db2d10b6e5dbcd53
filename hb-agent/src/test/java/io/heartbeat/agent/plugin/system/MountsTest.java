package io.heartbeat.agent.plugin.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {
    private static final String TABLE =
            """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            24 27 0:6 / /dev rw,relatime - devtmpfs devtmpfs rw,size=12334492k
            27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
            28 27 254:0 /srv/data /mnt/bind rw - ext4 /dev/vda rw
            29 27 0:25 / /run/frozen ro,nosuid - tmpfs none ro,size=4k
            30 25 0:27 / /dev/shm rw - tmpfs tmpfs rw
            31 25 0:28 / /dev/shm rw,noexec - tmpfs over rw
            32 27 0:40 / /mnt/far rw - nfs4 server:/export rw
            33 27 7:1 / /snap/core ro - squashfs /dev/loop1 ro
            34 27 8:1 / /media/My\\040Disk\\134 rw - vfat /dev/sdb1 rw
            35 27 0:50 /@ /b rw - btrfs /dev/sdc rw
            36 27 0:50 /@home /b/home rw - btrfs /dev/sdc rw
            rubbish
            1 2 3 - x
            """;

    @TempDir
    Path directory;

    private Mounts mounts;

    @BeforeEach
    void write() throws Exception {
        mounts = new Mounts(Files.writeString(directory.resolve("mountinfo"), TABLE));
    }

    @Test
    void whatCanFillUpIsFoundOnce() throws Exception {
        assertThat(mounts.matching(mount -> mount.fillable() && !mount.network()))
                .extracting(Mount::point)
                .containsExactly("/", "/dev/shm", "/media/My Disk\\", "/b", "/b/home");
    }

    @Test
    void whatLiesOnTopIsSeen() throws Exception {
        assertThat(mounts.matching(mount -> mount.point().equals("/dev/shm")))
                .singleElement()
                .satisfies(mount -> assertThat(mount.device()).isEqualTo("over"));
    }

    @Test
    void allButTheKernelsOwnAreReal() throws Exception {
        assertThat(mounts.matching(Mount::real))
                .extracting(Mount::point)
                .contains("/run/frozen", "/mnt/far", "/snap/core")
                .doesNotContain("/proc", "/dev");
    }

    @Test
    void bindMountStandsForItsFileSystemOnlyWhereThatIsNotSeen() throws Exception {
        assertThat(mounts.matching(mount -> mount.point().startsWith("/mnt/b")))
                .extracting(Mount::point)
                .containsExactly("/mnt/bind");
    }

    @Test
    void nameThatIsNotUtf8HidesNoOther() throws Exception {
        byte[] table = (TABLE + "40 27 9:9 / /media/\u00ff rw - vfat x rw\n").getBytes(StandardCharsets.ISO_8859_1);
        Mounts odd = new Mounts(Files.write(directory.resolve("odd"), table));

        assertThat(odd.matching(Mount::fillable)).extracting(Mount::point).contains("/", "/media/\ufffd");
    }

    @Test
    void machineWithoutTheTableIsAskedThroughJava() throws Exception {
        assertThat(new Mounts(directory.resolve("none")).matching(mount -> true))
                .extracting(Mount::point)
                .contains("/");
    }
}
