package io.heartbeat.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.HostKnown;
import io.heartbeat.ingest.HostSigned;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.ingest.ResultReceived;
import io.heartbeat.ingest.SignedExchange;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.storage.Databases;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a wish to its answer, through desk, observers and database; the network is a list. */
class CommandsTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final String AGENT =
            "\"version\":\"1.0.0\",\"commands\":[{\"name\":\"tail\",\"args\":2},{\"name\":\"uptime\"}],\"upgrade\":true";

    private final SteppedTime time = new SteppedTime();
    private final Fired<CommandChanged> changes = new Fired<>();
    private final JdbcDataSource database = new JdbcDataSource();
    private final List<Message> told = new ArrayList<>();
    private final MessageWriter writer = new MessageWriter();

    @TempDir
    private Path agents;

    private Telemetry telemetry;
    private Commands commands;
    private CommandDesk desk;
    private boolean broken;
    private final JdbcDataSource away = new JdbcDataSource();

    @BeforeEach
    void start() throws SQLException {
        away.setURL("jdbc:h2:file:/nonexistent/no;IFEXISTS=TRUE");
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Databases.migrate(database);
        restart();
    }

    /** Everything anew but the database. */
    private void restart() throws SQLException {
        telemetry = new Telemetry(time);
        CommandSettings settings =
                new CommandSettings(agents, Optional.of("https://hb.example.org"), Duration.ofDays(90));
        CommandStore store = new CommandStore(() -> {
            return broken ? away : database;
        });
        commands = new Commands(settings, store, changes, time, telemetry);
        commands.restore();
        desk = new CommandDesk(commands, store, new Parcels(settings), changes, time);
    }

    private void allowed() {
        commands.signed(new HostSigned("web"));
        report(AGENT, true);
    }

    private void report(String members, boolean signed) {
        commands.reported(new PluginReported(
                "web",
                arrival(signed),
                message("{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"agent\"," + members + "}")));
    }

    private Arrival arrival(boolean signed) {
        return new Arrival(0, new InetSocketAddress(1), signed);
    }

    private static Message message(String json) {
        return message(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Message message(byte[] json) {
        Codec codec = new Codec();
        assertThat(codec.decode(json, 0, json.length)).isNull();
        return codec.message();
    }

    private void exchange() {
        commands.exchange(new SignedExchange("web", bytes -> told.add(message(bytes))));
    }

    private void answer(String id, String status, boolean signed) {
        byte[] result = writer.result("web", id, status, "fine\n");
        commands.answered(new ResultReceived("web", arrival(signed), message(result)));
    }

    private Command queue() {
        return desk.queue("web", "tail", List.of("20", "/var/log/syslog"), MINUTE, "ann");
    }

    @Test
    void travelsWithTheNextSignedMessageAndItsAnswerIsStored() {
        allowed();
        Command queued = queue();
        assertThat(desk.find("web", queued.id())).contains(queued);

        time.pass(Duration.ofSeconds(12));
        exchange();
        Message sent = told.get(0);
        assertThat(sent.id()).isEqualTo(queued.id());
        assertThat(sent.command()).isEqualTo("tail");
        assertThat(sent.args()).containsExactly("20", "/var/log/syslog");
        assertThat(sent.expires()).isEqualTo(queued.expiresAt().toEpochMilli() / 1000.0);
        exchange();
        assertThat(told).hasSize(1);

        answer(queued.id(), "ok", true);
        answer(queued.id(), "failed", true);
        commands.turn();
        Command done = desk.find("web", queued.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(CommandState.DONE);
        assertThat(done.output()).isEqualTo("fine\n");
        assertThat(changes.all.stream().map(change -> change.command().state()))
                .containsExactly(CommandState.QUEUED, CommandState.DONE);
        assertThat(counted("hbd_commands_total", "state", "done")).isEqualTo(1);
        assertThat(counted("hbd_results_ignored_total")).isEqualTo(1);
    }

    @Test
    void survivesARestartWhereverItWas() throws SQLException {
        allowed();
        Command waiting = queue();
        commands.turn();
        restart();
        commands.known(new HostKnown("web", true));
        assertThat(desk.agent("web").orElseThrow().commands()).hasSize(2);
        exchange();
        assertThat(told).extracting(Message::id).containsExactly(waiting.id());

        commands.turn();
        restart();
        exchange();
        assertThat(told).as("asks for the answer again").hasSize(2);
        answer(waiting.id(), "ok", true);
        commands.turn();
        restart();
        exchange();
        assertThat(told).hasSize(2);
        assertThat(desk.find("web", waiting.id()).orElseThrow().state()).isEqualTo(CommandState.DONE);
    }

    @Test
    void expiresAndIsNeverSent() {
        allowed();
        Command queued = queue();
        time.pass(Duration.ofSeconds(61));
        exchange();
        commands.turn();
        exchange();

        assertThat(told).isEmpty();
        assertThat(desk.find("web", queued.id()).orElseThrow().state()).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void noCommandLivesLongerThanAMinute() {
        allowed();
        Command queued = desk.queue("web", "uptime", List.of(), Duration.ofHours(1), null);

        assertThat(Duration.between(queued.queuedAt(), queued.expiresAt())).isEqualTo(MINUTE);
    }

    @Test
    void staysQueuedWhenTheNetworkDoesNotTakeIt() {
        allowed();
        queue();
        commands.exchange(new SignedExchange("web", bytes -> false));
        exchange();

        assertThat(told).hasSize(1);
    }

    @Test
    void unsignedResultsAndReportsCountForNothing() {
        allowed();
        Command queued = queue();
        exchange();
        answer(queued.id(), "ok", false);
        report("\"version\":\"9\",\"commands\":[{\"name\":\"rm\"}]", false);
        commands.turn();

        assertThat(desk.find("web", queued.id()).orElseThrow().state()).isEqualTo(CommandState.SENT);
        assertThat(desk.agent("web").orElseThrow().command("rm")).isEmpty();
        assertThat(counted("hbd_results_ignored_total")).isEqualTo(1);
        assertThat(counted("hbd_agent_reports_ignored_total")).isEqualTo(1);
    }

    @Test
    void isRefusedWhereItCannotBe() {
        assertThatThrownBy(this::queue).hasMessageContaining("does not sign");
        commands.signed(new HostSigned("web"));
        assertThatThrownBy(this::queue).hasMessageContaining("takes no commands");
        report("\"commands\":[{\"name\":\"uptime\"}]", true);
        assertThatThrownBy(this::queue).hasMessageContaining("no such command");
        allowed();
        assertThatThrownBy(() -> desk.queue("web", "uptime", List.of("-p"), MINUTE, null))
                .hasMessageContaining("0 arguments");
        assertThatThrownBy(() -> desk.queue("web", "tail", List.of("x".repeat(1024), "y".repeat(1024)), MINUTE, null))
                .hasMessageContaining("too long");
        for (int i = 0; i < CommandBook.MOST; i++) {
            queue();
        }
        assertThatThrownBy(this::queue).hasMessageContaining("wait for this host");
        assertThat(desk.newest("web", 100)).hasSize(CommandBook.MOST);
    }

    @Test
    void nonsenseInAReportIsLeftOut() {
        commands.signed(new HostSigned("web"));
        report(
                "\"version\":7,\"upgrade\":{\"a\":[1]},\"commands\":[1,[2],{\"name\":\"a"
                        + " b\"},{\"name\":\"x\",\"args\":1e9},{\"args\":{\"name\":\"y\"}},{\"name\":\"z\",\"args\":-1}]",
                true);

        AgentReport agent = desk.agent("web").orElseThrow();
        assertThat(agent.version()).isNull();
        assertThat(agent.upgrade()).isFalse();
        assertThat(agent.commands()).containsExactly(new AgentReport.Allowed("x", 0), new AgentReport.Allowed("z", 0));
    }

    @Test
    void anUpgradeNamesWhatLiesInTheFolder() throws IOException {
        allowed();
        assertThatThrownBy(() -> desk.upgrade("web", null, "ann")).hasMessageContaining("no such agent");
        Files.writeString(agents.resolve("hbc-1.2.0.zip"), "an agent");
        Files.writeString(agents.resolve("hbc-1.10.0.zip"), "a newer agent");
        Files.writeString(agents.resolve("hbc-0.9.zip"), "an old agent");
        Files.writeString(agents.resolve("hbc-x.zip"), "no agent");

        assertThat(desk.upgrades("web")).containsExactly("1.10.0", "1.2.0");
        assertThatThrownBy(() -> desk.upgrade("web", "0.9", "ann")).hasMessageContaining("never goes back");
        Command queued = desk.upgrade("web", null, "ann");
        exchange();
        Message sent = told.get(0);
        assertThat(sent.version()).isEqualTo("1.10.0");
        assertThat(sent.url()).isEqualTo("https://hb.example.org/agent/hbc-1.10.0.zip");
        assertThat(sent.sha256()).isEqualTo("8e038667493c665394ed9fb652ccb557723b39e358665e853be5cad50b84804d");
        assertThat(queued.task().version()).isEqualTo("1.10.0");
    }

    @Test
    void aDroppedHostTakesItsCommandsAlong() {
        allowed();
        Command queued = queue();
        commands.forgotten(new HostForgotten("web"));
        commands.turn();
        exchange();

        assertThat(told).isEmpty();
        assertThat(desk.find("web", queued.id())).isEmpty();
        assertThat(desk.agent("web")).isEmpty();
        assertThat(desk.signs("web")).isFalse();
    }

    @Test
    void canBeTakenBack() {
        allowed();
        Command queued = queue();
        assertThat(desk.cancel("web", queued.id())).isPresent();
        exchange();
        commands.turn();

        assertThat(told).isEmpty();
        assertThat(desk.find("web", queued.id()).orElseThrow().state()).isEqualTo(CommandState.CANCELLED);
    }

    @Test
    void withoutTheDatabaseNothingIsQueuedAndAnswersWaitForIt() {
        allowed();
        Command queued = queue();
        exchange();
        broken = true;
        assertThatThrownBy(this::queue)
                .isInstanceOfSatisfying(CommandRefused.class, refused -> assertThat(refused.kind())
                        .isEqualTo(CommandRefused.Kind.UNAVAILABLE));
        answer(queued.id(), "ok", true);
        commands.turn();
        assertThat(changes.all).hasSize(1);
        broken = false;
        commands.turn();

        assertThat(desk.find("web", queued.id()).orElseThrow().state()).isEqualTo(CommandState.DONE);
        assertThat(changes.all).hasSize(2);
        exchange();
        assertThat(told).hasSize(1);
    }

    private double counted(String name, String... label) {
        Map<String, String> labels = label.length == 0 ? Map.of() : Map.of(label[0], label[1]);
        return telemetry.instruments().stream()
                .filter(one -> one.name().equals(name) && one.labels().equals(labels))
                .mapToDouble(one -> one.value().getAsDouble())
                .sum();
    }
}
