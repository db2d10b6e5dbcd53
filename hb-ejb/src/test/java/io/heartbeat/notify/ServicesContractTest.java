package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.SteppedTime;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every service must be, whichever there are. */
class ServicesContractTest {
    private static final Path DOCS = Path.of("..", "docs");

    static List<Service> services() {
        return ServiceLoader.load(Service.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Test
    void namesAreUnique() {
        assertThat(services())
                .hasSizeGreaterThanOrEqualTo(9)
                .extracting(Service::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+"));
        assertThat(Channels.services()).hasSameSizeAs(services());
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsSampleInTheManualParsesUnderItsNameAndUnderAnother(Service service) throws IOException {
        String sample = sample(service);
        NotifySettings settings = Configured.by("pushsrv: " + service.name() + "\n" + sample, NotifySettings::from);
        Channel channel = settings.channels().get(service.name());
        assertThat(channel).as(sample).isNotNull();
        assertThat(channel.notifier().receivers()).as("its own receivers").isNotEmpty();
        String indented = sample.lines()
                .filter(line -> line.contains(":") && !line.startsWith("#"))
                .map(line -> "    " + line.replaceFirst("^" + service.name() + "_", ""))
                .reduce("", (all, line) -> all + line + "\n");
        NotifySettings further = Configured.by(
                "pushsrv: second\nchannels:\n  second:\n    type: " + service.name() + "\n" + indented,
                NotifySettings::from);
        assertThat(further.channels().get("second").notifier()).isEqualTo(channel.notifier());
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsSecretsAreNowhere(Service service) throws IOException {
        Channel channel = Configured.by("pushsrv: all\n" + sample(service), NotifySettings::from)
                .channels()
                .get(service.name());
        List<String> secrets = new ArrayList<>(channel.notifier().secrets());
        Matcher secret = Pattern.compile("(?m)^" + "[a-z_]+(?:token|user|password|topic|authorization): *(\\S+)$")
                .matcher(sample(service));
        while (secret.find() && !secret.group().startsWith("smtp_user")) {
            assertThat(secrets).contains(secret.group(1).replace("\"", ""));
        }
        String shown = channel + " " + channel.notifier() + " "
                + Configured.by("pushsrv: all\n" + sample(service), NotifySettings::from);
        assertThat(secrets).noneMatch(shown::contains);
        String echoed = Redaction.of(secrets).hide("you said " + String.join(" and ", secrets));
        assertThat(secrets).noneMatch(echoed::contains);
    }

    @ParameterizedTest
    @MethodSource("services")
    void withoutWhatItNeedsItIsNoChannelAndThatIsSaid(Service service) throws IOException {
        assertThat(Configured.by("pushsrv: " + service.name(), NotifySettings::from)
                        .channels())
                .isEmpty();
        Path file = Files.createTempFile("hb", ".yaml");
        try {
            Files.writeString(file, "pushsrv: " + service.name());
            assertThat(Settings.load(file, Map.of(), NotifySettings::from).warnings())
                    .singleElement()
                    .asString()
                    .contains(
                            "`" + service.name() + "` is not set up",
                            service.needs().get(0));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void itIsDocumented(Service service) throws IOException {
        String configuration = Files.readString(DOCS.resolve("CONFIGURATION.md"));
        assertThat(service.needs()).allSatisfy(key -> assertThat(configuration).contains("`" + key + "`"));
        assertThat(service.personal()).extracting(Personal::key).allSatisfy(key -> assertThat(section(service))
                .contains(key));
        assertThat(Files.readString(DOCS.resolve("hb.yaml.example")))
                .contains("\n" + service.needs().get(0) + ":");
    }

    @ParameterizedTest
    @MethodSource("services")
    void whenNobodyListensAnotherTryMayHelpAndNoSecretIsTold(Service service) throws IOException {
        String sample = sample(service)
                .replaceAll("https://[a-z.0-9]+", "http://127.0.0.1:1")
                .replaceAll("smtp_host: .*", "smtp_host: 127.0.0.1\nsmtp_port: 1\n")
                .replaceAll("(?m)^smtp_port: 587$", "");
        String home = sample.contains(service.name() + "_url") || service.name().equals("email")
                ? ""
                : service.name() + "_url: http://127.0.0.1:1/\n";
        Channel channel = Configured.by("pushsrv: all\n" + home + sample, NotifySettings::from)
                .channels()
                .get(service.name());
        SteppedTime time = new SteppedTime();
        Courier courier = new Courier(
                new Channel("x", "x", channel.notifier(), 10, 1, Duration.ofSeconds(5)),
                () -> Configured.by("", NotifySettings::from),
                new Bureau(),
                new Bureau(),
                null,
                new Http(null, time),
                time,
                new Telemetry(time));
        Letter letter = new Letter("1.1", List.of(), "x", "s", "t", "", "", time.wall(), Page.SAMPLE);
        Outcome outcome = courier.send(channel.notifier().receivers().get(0), letter);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.RETRY);
        assertThat(channel.notifier().secrets()).noneMatch(outcome.answer()::contains);
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatItWouldPostIsShownWithoutSecretsAndNotPosted(Service service) throws IOException {
        Channel channel = Configured.by("pushsrv: all\n" + sample(service), NotifySettings::from)
                .channels()
                .get(service.name());
        SteppedTime time = new SteppedTime();
        Letter letter = new Letter("1.1", List.of(), "x", "s", "t3xt", "", "", time.wall(), Page.SAMPLE);
        Draft draft = Previews.of(
                        channel, letter, channel.notifier().receivers().get(0), time)
                .request();
        assertThat(draft != null)
                .isEqualTo(channel.notifier().overHttp())
                .isEqualTo(!service.name().equals("email"));
        if (draft != null) {
            assertThat(draft.url()).startsWith("http");
            assertThat(draft.body()).containsAnyOf("t3xt", "\"version\":\"4\"");
            assertThat(channel.notifier().secrets())
                    .noneMatch(secret -> draft.toString().contains(secret));
        }
    }

    /** The YAML block of its section in docs/NOTIFICATIONS.md. */
    private static String sample(Service service) throws IOException {
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(section(service));
        assertThat(block.find())
                .as("an example of %s in the manual", service.name())
                .isTrue();
        return block.group(1);
    }

    private static String section(Service service) throws IOException {
        String manual = Files.readString(DOCS.resolve("NOTIFICATIONS.md"));
        Matcher section = Pattern.compile("(?ims)^### " + service.name() + "\\b.*?(?=^##|\\z)")
                .matcher(manual);
        assertThat(section.find())
                .as("a section for %s in the manual", service.name())
                .isTrue();
        return section.group();
    }
}
