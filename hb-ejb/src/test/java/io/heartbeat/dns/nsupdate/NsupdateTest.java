package io.heartbeat.dns.nsupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.Configured;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.dns.DnsResult;
import io.heartbeat.dns.DnsResult.Kind;
import io.heartbeat.dns.DnsSettings;
import io.heartbeat.dns.DnsUpdate;
import io.heartbeat.dns.RecordType;
import io.heartbeat.dns.Step;
import io.heartbeat.dns.Step.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NsupdateTest {
    private static final DnsUpdate UPDATE = new DnsUpdate(
            "web.dyn.example.org",
            60,
            List.of(
                    new Step(Verb.REQUIRE_NONE, "web.dyn.example.org", RecordType.CNAME, ""),
                    new Step(Verb.REQUIRE, "_heartbeat.web.dyn.example.org", RecordType.TXT, "heartbeat owner=hb1"),
                    new Step(Verb.REMOVE, "web.dyn.example.org", RecordType.AAAA, "2001:db8::7"),
                    new Step(Verb.CLEAR, "web.dyn.example.org", RecordType.A, ""),
                    new Step(Verb.ADD, "web.dyn.example.org", RecordType.A, "192.0.2.7"),
                    new Step(Verb.ADD, "7.2.0.192.in-addr.arpa", RecordType.PTR, "web.dyn.example.org")));

    @TempDir
    private Path folder;

    @Test
    void theScriptGoesToStandardInputAndTheKeyIsAFile() throws IOException {
        DnsResult result = nsupdate("echo \"$@\" > args; cat > script; env > environment", Duration.ofSeconds(10))
                .send(UPDATE);

        assertThat(result).isEqualTo(DnsResult.done());
        assertThat(folder.resolve("args")).hasContent("-t 10 -k " + folder.resolve("hb.key"));
        assertThat(folder.resolve("script"))
                .hasContent(
                        """
                        server ns.example.org 5353
                        prereq nxrrset web.dyn.example.org. CNAME
                        prereq yxrrset _heartbeat.web.dyn.example.org. TXT "heartbeat owner=hb1"
                        update delete web.dyn.example.org. AAAA 2001:db8::7
                        update delete web.dyn.example.org. A
                        update add web.dyn.example.org. 60 A 192.0.2.7
                        update add 7.2.0.192.in-addr.arpa. 60 PTR web.dyn.example.org.
                        send
                        """);
        assertThat(folder.resolve("environment")).content().contains("LC_ALL=C");
    }

    @Test
    void oneThatHangsIsKilledWithAllThatItStarted() throws IOException {
        // One child that stays, and one whose parent has gone; both would keep a pipe open.
        String script =
                "sleep 300 & echo $! > child; (sleep 301 & echo $! > orphan; sleep 0.2); echo $$ > self; sleep 302";
        DnsResult result = nsupdate(script, Duration.ofSeconds(2)).send(UPDATE);

        assertThat(result.kind()).isEqualTo(Kind.RETRY);
        assertThat(result.detail()).contains("did not end within 2.0 s and was killed");
        for (String file : List.of("self", "child", "orphan")) {
            long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
            await().atMost(ONE_MINUTE)
                    .until(() ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    void tenSecondsAreTheMost() throws IOException {
        AtomicLong seconds = new AtomicLong();
        TimeSource hurrying = new TimeSource() {
            @Override
            public Instant wall() {
                return Instant.EPOCH;
            }

            @Override
            public long steadyMillis() {
                return seconds.getAndIncrement() * 1_000;
            }
        };
        DnsResult result = new Nsupdate(settings("exec sleep 300"), hurrying).send(UPDATE);

        assertThat(result.detail()).contains("did not end within 10.0 s and was killed");
        assertThat(seconds).as("looks, one a second").hasValue(11);
    }

    @Test
    void oneThatWritesWithoutEndIsKilledToo() throws IOException {
        assertThat(nsupdate("exec yes", Duration.ofSeconds(60)).send(UPDATE).kind())
                .isEqualTo(Kind.RETRY);
    }

    @Test
    void oneThatDoesNotReadAndLeavesAChildBehindIsDone() throws IOException {
        assertThat(nsupdate("sleep 300 & exit 0", Duration.ofSeconds(60)).send(UPDATE))
                .isEqualTo(DnsResult.done());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'update failed: SERVFAIL' >&2; exit 2 | RETRY | SERVFAIL",
                "echo 'update failed: REFUSED' >&2; exit 2 | MISCONFIGURED | REFUSED",
                "echo 'update failed: NOTZONE' >&2; exit 2 | MISCONFIGURED | NOTZONE",
                "echo 'update failed: NOTAUTH(BADKEY)' >&2; exit 2 | MISCONFIGURED | NOTAUTH (TSIG BADKEY)",
                "echo 'update failed: YXRRSET' >&2; exit 2 | UNMET | YXRRSET",
                "echo '; Communication with 127.0.0.1#53 failed: timed out'; exit 1 | RETRY | timed out",
                "echo '; Communication with 127.0.0.1#53 failed: REFUSED'; exit 1 | MISCONFIGURED | REFUSED",
                "echo 'could not read key from hb.key: file not found'; exit 1 | MISCONFIGURED | file not found",
                "printf 'odd\\033[31m\\n'; exit 77 | RETRY | ends with 77: odd [31m",
            })
    void whatItSaysIsUnderstood(String script, Kind kind, String detail) throws IOException {
        DnsResult result = nsupdate(script, Duration.ofSeconds(60)).send(UPDATE);

        assertThat(result.kind()).isEqualTo(kind);
        assertThat(result.detail()).contains(detail);
    }

    @Test
    void aProgramThatIsNotThereIsAFaultOfTheConfiguration() {
        DnsSettings settings = Configured.by("dyndomains: a.org\nnsupdate_bin: /nowhere/nsupdate\n", DnsSettings::from);

        assertThat(new Nsupdate(settings, TimeSource.SYSTEM).send(UPDATE).kind())
                .isEqualTo(Kind.MISCONFIGURED);
    }

    private Nsupdate nsupdate(String script, Duration patience) throws IOException {
        return new Nsupdate(settings(script), TimeSource.SYSTEM, patience);
    }

    private DnsSettings settings(String script) throws IOException {
        Path program = folder.resolve("nsupdate");
        Files.writeString(program, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        String yaml = "dyndomains: a.org\nnsupdate_bin: " + program + "\nnsupdate_key: " + folder.resolve("hb.key")
                + "\ndns_server: ns.example.org\ndns_port: 5353\n";
        return Configured.by(yaml, DnsSettings::from);
    }
}
