package io.heartbeat.loghog;

import static io.heartbeat.loghog.Running.SOON;
import static io.heartbeat.loghog.Running.frame;
import static io.heartbeat.loghog.Running.join;
import static io.heartbeat.loghog.Running.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heartbeat.SteppedTime;
import io.heartbeat.logstore.search.LogLine;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.wire.loghog.LogMessage;
import io.heartbeat.wire.loghog.MessageWriter;
import io.heartbeat.wire.loghog.MessageWriter.Signing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogHogServerTest {
    private static final String PLAIN = "facilities: {shop: {rotate: daily, backup_count: 3}}\n";
    private static final byte[] EMPTY = new byte[8];

    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();
    private Running running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void aMessageIsALineOfItsFacility() throws IOException {
        time.setWall(ZonedDateTime.of(2026, 11, 21, 7, 36, 5, 12_000, ZoneId.systemDefault())
                .toInstant());
        start("facilities: {shop: {rotate: daily, backup_count: 3}, 'shop:web': {rotate: daily, backup_count: 3}}\n");
        running.datagram(frame("athens", "INFO - over UDP"));
        assertThat(running.lines("shop/web.log", 1))
                .containsExactly("2026-11-21 07:36:05.000012 - athens - INFO - over UDP");
        running.stream(frame("athens", "one"), frame("athens", "two"));
        assertThat(running.said("shop/web.log", 3))
                .containsExactly("athens - INFO - over UDP", "athens - one", "athens - two");
        running.counted("hbd_loghog_messages_total", "", 3);
        running.counted("hbd_loghog_source_messages_total", "source=127.0.0.1", 3);
    }

    /** Fix: the fraction always has six digits; the original leaves it out in one of a million lines. */
    @Test
    void theFractionAlwaysHasSixDigits() {
        time.setWall(Instant.parse("2026-11-21T07:36:05Z"));
        start(PLAIN);
        running.datagram(frame("athens", "x"));
        assertThat(running.lines("shop/root.log", 1).get(0))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:05\\.000000 - .*");
    }

    /** Fix: a line break cannot forge another line; {@code multiline} keeps it for those who ask. */
    @Test
    void lineBreaksAreWrittenAsBackslashAndN() {
        start(
                "facilities: {shop: {rotate: daily, backup_count: 3}, 'shop:raw': {rotate: daily, backup_count: 3, multiline: yes}}\n");
        running.datagram(frame("at\nhens", "one\ntwo\r\u0000✓\t"));
        assertThat(running.said("shop/root.log", 1)).containsExactly("at_hens - one\\ntwo\\r\uFFFD✓\t");
        running.datagram(MessageWriter.plain().frame(new LogMessage("shop", "raw", 1, 2, "athens", "one\n two")));
        assertThat(running.lines("shop/raw.log", 2)).last().isEqualTo(" two");
    }

    @Test
    void aMessageWithoutAHostIsOfItsSendersAddress() throws IOException {
        start(PLAIN);
        running.stream(frame("", "x"));
        assertThat(running.said("shop/root.log", 1)).containsExactly("127.0.0.1 - x");
    }

    /** Fix: the original warns of a bad signature and writes the message. */
    @Test
    void aFacilityWithASecretRefusesUnsignedAndWronglySignedMessages() throws IOException {
        start("facilities: {shop: {rotate: daily, backup_count: 3, secret: s3cret}}\n");
        running.stream(
                frame("a", "unsigned"),
                signed("wrong", Signing.MD5),
                signed("s3cret", Signing.MD5),
                signed("s3cret", Signing.SHA256));
        assertThat(running.said("shop/root.log", 2)).containsExactly("a - MD5", "a - SHA256");
        running.counted("hbd_loghog_refused_total", "reason=unsigned", 1);
        running.counted("hbd_loghog_refused_total", "reason=bad_signature", 1);
        running.counted("hbd_loghog_source_refused_total", "source=127.0.0.1", 2);
    }

    @Test
    void theOriginalSignatureCanBeMadeTooLittle() throws IOException {
        start("facilities: {shop: {rotate: daily, backup_count: 3, secret: s3cret, require_sha256: yes}}\n");
        running.stream(signed("s3cret", Signing.MD5), signed("s3cret", Signing.SHA256));
        assertThat(running.said("shop/root.log", 1)).containsExactly("a - SHA256");
        running.counted("hbd_loghog_refused_total", "reason=unsigned", 1);
    }

    @Test
    void anUnknownApplicationIsCountedAndDropped() throws IOException {
        start(PLAIN);
        running.stream(MessageWriter.plain().frame(new LogMessage("nobody", "m", 1, 2, "a", "x")), frame("a", "known"));
        assertThat(running.said("shop/root.log", 1)).containsExactly("a - known");
        running.counted("hbd_loghog_refused_total", "reason=unknown_application", 1);
        running.counted("hbd_loghog_unknown_application_total", "", 1);
    }

    /** Fix: an empty datagram, or zlib that is none, ends the original's daemon. */
    @Test
    void badDatagramsCostNobodyAnything() {
        start(PLAIN);
        running.datagram(new byte[0]);
        running.datagram(EMPTY);
        running.datagram(HexFormat.of().parseHex("00000007000000017275626269736821"));
        running.datagram(HexFormat.of().parseHex("ffffffff00000000"));
        running.datagram(new byte[5]);
        running.datagram(join(frame("a", "two in one"), frame("a", "datagram")));
        assertThat(running.said("shop/root.log", 2)).containsExactly("a - two in one", "a - datagram");
        running.counted("hbd_loghog_refused_total", "reason=empty", 2);
        running.counted("hbd_loghog_refused_total", "reason=too_large", 1);
        running.counted("hbd_loghog_refused_total", "reason=truncated", 2);
    }

    /** Fix: an empty frame stalls those behind it. */
    @Test
    void badFramesOfAStreamDoNotStallThoseBehind() throws IOException {
        start(PLAIN);
        byte[] noZlib = HexFormat.of().parseHex("000000070000000172756262697368");
        byte[] noJson = HexFormat.of().parseHex("000000020000000078787878".substring(0, 20));
        running.stream(EMPTY, noZlib, noJson, frame("a", "behind"));
        assertThat(running.said("shop/root.log", 1)).containsExactly("a - behind");
        running.counted("hbd_loghog_refused_total", "reason=empty", 1);
        running.counted("hbd_loghog_refused_total", "reason=bad_zlib", 1);
        running.counted("hbd_loghog_refused_total", "reason=bad_json", 1);
    }

    /** Fix: the original holds whatever length a stream claims, up to 4 GiB. */
    @Test
    void aFrameBeyondTheBoundEndsItsConnectionAndNoOther() throws IOException {
        start(PLAIN);
        try (Socket good = running.connect();
                Socket bad = running.connect()) {
            bad.getOutputStream().write(HexFormat.of().parseHex("ffffffff00000000"));
            assertThat(bad.getInputStream().read()).isEqualTo(-1);
            good.getOutputStream().write(frame("a", "fine"));
            assertThat(running.said("shop/root.log", 1)).containsExactly("a - fine");
        }
        running.counted("hbd_loghog_refused_total", "reason=too_large", 1);
        running.datagram(frame("a", "x".repeat(9_000)));
        running.counted("hbd_loghog_refused_total", "reason=too_large", 2);
    }

    @Test
    void aFrameMayComeByteByByte() throws IOException {
        start(PLAIN);
        try (Socket socket = running.connect()) {
            socket.setTcpNoDelay(true);
            for (byte one : frame("a", "drop by drop")) {
                socket.getOutputStream().write(one);
            }
            assertThat(running.said("shop/root.log", 1)).containsExactly("a - drop by drop");
        }
    }

    /** Five hundred who have begun a frame cost memory for that much, and after {@code frame_timeout} nothing. */
    @Test
    void slowPeersCostTheOthersNothing() throws IOException {
        start(PLAIN);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Socket socket = running.connect();
            socket.getOutputStream().write(andOneByte(frame("a", "before it is slow")));
            slow.add(socket);
        }
        running.counted("hbd_loghog_connections", "", 500);
        running.counted("hbd_loghog_messages_total", "", 500);
        running.stream(frame("a", "not hindered"));
        running.said("shop/root.log", 501);
        time.pass(Duration.ofSeconds(59));
        slow.get(0).getOutputStream().write(0);
        time.pass(Duration.ofSeconds(2));
        running.counted("hbd_loghog_connections", "", 0);
        running.counted("hbd_loghog_slow_frames_total", "", 500);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void aConnectionThatSaysNothingMayStay() throws IOException {
        start(PLAIN.replace("daily", "yearly"));
        try (Socket socket = running.connect()) {
            socket.getOutputStream().write(frame("a", "once"));
            running.said("shop/root.log", 1);
            time.pass(Duration.ofDays(1));
            try (Socket begun = running.connect()) {
                begun.getOutputStream().write(andOneByte(frame("a", "before it is slow")));
                running.counted("hbd_loghog_connections", "", 2);
                running.counted("hbd_loghog_messages_total", "", 2);
                time.pass(Duration.ofHours(1));
                running.counted("hbd_loghog_connections", "", 1);
            }
            socket.getOutputStream().write(frame("a", "and again"));
            assertThat(running.said("shop/root.log", 3)).last().isEqualTo("a - and again");
        }
    }

    @Test
    void connectionsHaveABound() throws IOException {
        start(PLAIN + "max_connections: 1\n");
        try (Socket first = running.connect()) {
            running.counted("hbd_loghog_connections", "", 1);
            try (Socket second = running.connect()) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            first.getOutputStream().write(frame("a", "first"));
            running.said("shop/root.log", 1);
        }
        running.counted("hbd_loghog_connections_refused_total", "", 1);
    }

    /** Fix: host names never leave the folder, and those that are not ASCII are written. */
    @Test
    void eachHostHasItsFileAndNoneLeavesTheFolder() throws IOException {
        start("facilities: {shop: {rotate: daily, backup_count: 3, file_per_host: yes}}\n");
        running.stream(
                frame("../../../evil", "x"),
                frame("/etc/passwd", "x"),
                frame("%2e%2e%2fx", "x"),
                frame("jalapeño", "x"),
                frame("a\0b", "x"));
        running.counted("hbd_loghog_messages_total", "", 5);
        await().atMost(SOON).until(() -> files(directory.resolve("logs/shop")).size() == 5);
        assertThat(files(directory.resolve("logs/shop")))
                .containsExactlyInAnyOrder(
                        "%2E.%2F..%2F..%2Fevil-root.log",
                        "%2Fetc%2Fpasswd-root.log", "%252e%252e%252fx-root.log", "jalapeño-root.log", "a%00b-root.log");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(files(directory)).containsExactlyInAnyOrder("logs", "logs.catalogue"));
    }

    /** Fix: a link that somebody laid into the folder is not followed. */
    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.createDirectories(directory.resolve("logs"));
        Files.createSymbolicLink(directory.resolve("logs/shop"), elsewhere);
        start(PLAIN);
        running.datagram(frame("a", "x"));
        running.counted("hbd_loghog_file_refused_total", "", 1);
        assertThat(elsewhere).isEmptyDirectory();
    }

    /** Fix: losses over UDP that nobody sees. What the kernel drops is counted, each one, and said in the log. */
    @Test
    void whatTheKernelDropsIsCountedOneByOne() {
        start(PLAIN + "receive_buffer: 4KiB\n");
        CompletableFuture<Void> standing = new CompletableFuture<>();
        running.datagramReader().execute(standing::join);
        int sent = 0;
        while (running.droppedByKernel() < 100) {
            running.datagram(frame("a", "message " + sent++));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(running.count("hbd_loghog_socket_full_total", ""))
                .isPositive());
        standing.complete(null);
        int all = sent;
        await().atMost(SOON)
                .until(() -> running.count("hbd_loghog_messages_total", "") + running.droppedByKernel() == all);
        int written = all - (int) running.droppedByKernel();
        assertThat(running.said("shop/root.log", written)).hasSize(written);
    }

    @Test
    void hostsBeyondTheBoundShareTheFileAndLoseNothing() throws IOException {
        start("max_host_files: 2\nfacilities: {shop: {rotate: daily, backup_count: 3, file_per_host: yes}}\n");
        running.stream(frame("h1", "x"), frame("h2", "x"), frame("h3", "x"), frame("h4", "x"), frame("h1", "y"));
        assertThat(running.said("shop/root.log", 2)).containsExactly("h3 - x", "h4 - x");
        assertThat(running.said("shop/h1-root.log", 2)).containsExactly("h1 - x", "h1 - y");
        running.counted("hbd_loghog_host_files_refused_total", "", 2);
    }

    /** Fix: with {@code rotate = size} the original loses every message below max_size. */
    @Test
    void rotationBySizeLosesNothing() throws IOException {
        start("facilities: {shop: {rotate: size, max_size: 100, backup_count: 9}}\n");
        for (int i = 0; i < 5; i++) {
            running.stream(frame("a", "message " + i));
            running.counted("hbd_loghog_messages_total", "", i + 1);
        }
        await().atMost(SOON).until(() -> packed() == 2);
        assertThat(unpacked()).containsExactly("message 0", "message 1", "message 2", "message 3", "message 4");
    }

    @Test
    void sizeAndScheduleRotateTogether() throws IOException {
        start("facilities: {shop: {rotate: hourly, max_size: 100, backup_count: 9}}\n");
        for (int i = 0; i < 3; i++) {
            running.datagram(frame("a", "message " + i));
            running.counted("hbd_loghog_messages_total", "", i + 1);
        }
        await().atMost(SOON).until(() -> packed() == 1);
        time.setWall(time.wall().plus(Duration.ofHours(1)));
        await().atMost(SOON).until(() -> packed() == 2);
        assertThat(unpacked()).containsExactly("message 0", "message 1", "message 2");
    }

    private long packed() {
        return files(directory.resolve("logs/shop")).stream()
                .filter(name -> name.endsWith(".xz"))
                .count();
    }

    /** Fix: rotation happens on time without traffic. Fix: a name is never taken twice. Fix: backups are bounded, compressed or not. */
    @Test
    void rotationHappensOnTimeWithoutTraffic() throws IOException {
        start("compression: {format: gzip, level: 1}\nfacilities: {shop: {rotate: hourly, backup_count: 2}}\n");
        for (int i = 0; i < 4; i++) {
            running.datagram(frame("a", "hour " + i));
            running.counted("hbd_loghog_messages_total", "", i + 1);
            await().atMost(SOON)
                    .until(() -> running.file("shop/root.log").toFile().length() > 0);
            time.setWall(time.wall().plus(Duration.ofHours(1)));
            await().atMost(SOON)
                    .until(() -> running.file("shop/root.log").toFile().length() == 0);
        }
        // An index beside each backup comes a little later; it is the search's.
        await().atMost(SOON).untilAsserted(() -> assertThat(files(directory.resolve("logs/shop")))
                .filteredOn(name -> !name.endsWith(".index"))
                .hasSize(3)
                .filteredOn(name -> name.endsWith(".gz"))
                .hasSize(2)
                .allMatch(name -> name.matches("root\\.log\\.\\d{4}(-\\d\\d){5}-\\d{6}\\.gz")));
    }

    @Test
    void whatACrashLeftIsFinishedAtTheStart() throws IOException {
        Path shop = Files.createDirectories(directory.resolve("logs/shop"));
        Files.writeString(shop.resolve("root.log.2026-01-01-00-00-00-000000"), "x\n");
        Files.writeString(shop.resolve("h1-web.log.2026-01-01-00-00-00-000000"), "x\n");
        Files.writeString(shop.resolve("web.login.log.2026-01-01-00-00-00-000000"), "x\n");
        Files.writeString(shop.resolve("root.log"), "2026-01-02 03:00:00.000000 - a - whole\n2026-01-02 03:0");
        start(
                "facilities: {shop: {rotate: yearly, backup_count: 9, file_per_host: yes}, 'shop:web': {rotate: yearly, backup_count: 9}, 'shop:web.login': {rotate: yearly, backup_count: 9, file_per_host: no}}\n");
        await().atMost(SOON).until(() -> files(shop)
                .containsAll(List.of(
                        "root.log.2026-01-01-00-00-00-000000.xz",
                        "h1-web.log.2026-01-01-00-00-00-000000.xz",
                        "web.login.log.2026-01-01-00-00-00-000000.xz")));
        assertThat(Files.readString(shop.resolve("root.log"))).endsWith("whole\n");
    }

    /** loghogd falls back to gzip, and people change their minds: what is compressed already is not compressed once more. */
    @Test
    void backupsOfAnotherFormatStayAsTheyAreAndAreFound() throws IOException {
        Path shop = Files.createDirectories(directory.resolve("logs/shop"));
        Path old = shop.resolve("root.log.2026-01-01-00-00-00-000000.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(old))) {
            out.write("2026-01-01 03:00:00.000000 - a - of loghogd\n".getBytes(UTF_8));
        }
        start(PLAIN);
        await().atMost(SOON).until(() -> Files.exists(shop.resolve(old.getFileName() + ".index")));
        assertThat(files(shop)).noneMatch(name -> name.contains(".gz.xz"));
        assertThat(new LogSearch(running.store, time)
                        .find(LogQuery.all(10), host -> true)
                        .orElseThrow()
                        .lines())
                .extracting(LogLine::text)
                .containsExactly("of loghogd");
    }

    @Test
    void otherFacilitiesCountFromTheNextMessageOn() throws IOException {
        start(PLAIN);
        try (Socket socket = running.connect()) {
            socket.getOutputStream().write(frame("a", "before"));
            running.said("shop/root.log", 1);
            running.server.reload(Running.settings(
                            directory,
                            "facilities: {shop: {rotate: size, max_size: 60, backup_count: 3}, 'shop:web': {rotate: daily, backup_count: 1, file_per_host: yes}}\n")
                    .facilities());
            socket.getOutputStream().write(frame("a", "behind"));
            assertThat(running.said("shop/a-web.log", 1)).containsExactly("a - behind");
            byte[] toRoot = MessageWriter.plain().frame(new LogMessage("shop", "db", 1, 2, "a", "rolls by size now"));
            socket.getOutputStream().write(toRoot);
            assertThat(running.said("shop/root.log", 1)).containsExactly("a - rolls by size now");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidLoudly() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            String yaml = "facilities: {shop: {rotate: daily, backup_count: 3}}\nlisten: 127.0.0.1:"
                    + taken.getLocalPort() + "\n";
            LogHogSettings settings = io.heartbeat.Configured.by(
                    "loghog:\n" + yaml.indent(2), root -> LogHogSettings.from(root, directory));
            start(PLAIN);
            assertThatThrownBy(() ->
                            new LogHogServer(settings, running.store, time, running.telemetry, Thread::new).open())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("is loghogd still running?");
        }
    }

    private void start(String yaml) {
        running = new Running(directory, time, yaml);
    }

    /** The beginning of another frame comes with a whole one, so that whoever sees the one's message knows that it was read. */
    private static byte[] andOneByte(byte[] frame) {
        return join(frame, new byte[1]);
    }

    private static byte[] signed(String secret, Signing how) {
        return new MessageWriter(secret, Set.of(how), false).frame(message("a", how.name()));
    }

    private static List<String> files(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    /** Only what is finished: beside it lie indexes, and for a moment what is being packed. */
    private List<String> unpacked() throws IOException {
        List<String> messages = new ArrayList<>();
        for (String name : files(directory.resolve("logs/shop")).stream()
                .filter(name -> name.equals("root.log") || name.endsWith(".xz"))
                .sorted(java.util.Comparator.comparing(name -> name.equals("root.log") ? "~" : name.replace(".xz", "")))
                .toList()) {
            try (var in = Files.newInputStream(directory.resolve("logs/shop").resolve(name))) {
                byte[] all = name.endsWith(".xz")
                        ? io.heartbeat.rolling.Packing.XZ.unpack(in).readAllBytes()
                        : in.readAllBytes();
                new String(all, UTF_8).lines().forEach(line -> messages.add(line.substring(33)));
            }
        }
        return messages;
    }
}
