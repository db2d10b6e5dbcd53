package io.heartbeat.agent.plugin.system;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One mounted file system.
 *
 * @param point where it hangs in the tree
 * @param device what is mounted, such as {@code /dev/sda1}
 * @param type such as {@code ext4}
 * @param options of the mount and of the file system, such as {@code rw,relatime}
 * @param number of the device, {@code major:minor}; the same for every mount of the same file system or subvolume
 * @param whole whether its root is mounted, not a directory in it
 */
record Mount(String point, String device, String type, List<String> options, String number, boolean whole) {
    /** Made by the kernel: nothing can fill them up. */
    private static final Set<String> KERNEL = Set.of(
            "autofs",
            "binder",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "efivarfs",
            "fuse.gvfsd-fuse",
            "fuse.lxcfs",
            "fuse.portal",
            "fusectl",
            "hugetlbfs",
            "mqueue",
            "nsfs",
            "proc",
            "pstore",
            "ramfs",
            "resctrl",
            "rootfs",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "smackfs",
            "sysfs",
            "tracefs");

    private static final Set<String> NETWORK = Set.of(
            "9p",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "davfs",
            "fuse.ceph",
            "fuse.davfs",
            "fuse.glusterfs",
            "fuse.rclone",
            "fuse.s3fs",
            "fuse.sshfs",
            "gfs2",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "ocfs2",
            "smb3",
            "smbfs");

    /** Always full, for nobody can write them. */
    private static final Set<String> FROZEN = Set.of("cramfs", "erofs", "iso9660", "squashfs", "udf");

    /** Reads a line of {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)); empty when it is none. */
    static Optional<Mount> parse(String line) {
        int dash = line.indexOf(" - ");
        if (dash < 0) {
            return Optional.empty();
        }
        String[] mount = line.substring(0, dash).split(" ");
        String[] system = line.substring(dash + 3).split(" ");
        if (mount.length < 6 || system.length < 2) {
            return Optional.empty();
        }
        List<String> options = List.of(mount[5].split(","));
        // Subvolumes are parts of one file system, and each is one to whoever made it.
        String number = system[0].equals("btrfs") ? mount[2] + mount[3] : mount[2];
        boolean whole = mount[3].equals("/");
        return Optional.of(new Mount(plain(mount[4]), plain(system[1]), system[0], options, number, whole));
    }

    /** Blanks and the like are written as three octal digits. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '\\' && i + 3 < text.length();
            if (escape && text.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                plain.append((char) Integer.parseInt(text, i + 1, i + 4, 8));
                i += 3;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    boolean readOnly() {
        return options.contains("ro");
    }

    boolean network() {
        return NETWORK.contains(type);
    }

    /** Whether it holds data of somebody, not only of the kernel. */
    boolean real() {
        return !KERNEL.contains(type);
    }

    /** Whether it can fill up. */
    boolean fillable() {
        return real() && !FROZEN.contains(type) && !(readOnly() && type.equals("tmpfs"));
    }
}
