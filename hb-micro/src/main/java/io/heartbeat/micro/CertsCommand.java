package io.heartbeat.micro;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.micro.Certificates.Issuer;
import io.heartbeat.micro.Certificates.Purpose;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hbd certs}: an authority of one's own, and certificates for log receivers and their clients. Overwrites nothing. */
@Command(
        name = "certs",
        description = "Makes certificates for the log receivers and their clients.",
        subcommands = {CertsCommand.Ca.class, CertsCommand.Server.class, CertsCommand.Client.class},
        mixinStandardHelpOptions = true)
final class CertsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** What all of them take. */
    abstract static class Making implements Callable<Integer> {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:_*-]{1,253}");

        @Option(
                names = "--dir",
                paramLabel = "DIR",
                defaultValue = ".",
                description = "Where the files are, the present folder by default.")
        private Path directory;

        @Option(
                names = "--days",
                paramLabel = "N",
                description = "How long it is good, 1 to 7300; by default 3650 for the authority, 825 for others.")
        private Integer days;

        CertificateFolder folder() {
            return new CertificateFolder(directory);
        }

        Duration life(int usual) {
            if (days != null && (days < 1 || days > 7300)) {
                throw new Failure("--days must be from 1 to 7300");
            }
            return Duration.ofDays(days == null ? usual : days);
        }

        /** A leaf: certificate, then key, in one file, as loghogd and its clients want them. */
        void leaf(Path file, List<String> names, Purpose purpose, int usualDays) {
            names.stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> {
                throw new Failure("`" + name + "` is no host name and no address");
            });
            CertificateFolder folder = folder();
            KeyPair keys = Certificates.keys();
            byte[] made = Certificates.certificate(
                    names.get(0),
                    names,
                    keys.getPublic(),
                    purpose,
                    folder.authority(),
                    TimeSource.SYSTEM.wall(),
                    life(usualDays));
            folder.leaf(file, made, keys);
        }
    }

    /** The authority. */
    @Command(
            name = "ca",
            description = "Makes the authority: ca.pem, which servers and clients get, and ca.key, which stays here.",
            mixinStandardHelpOptions = true)
    static final class Ca extends Making {
        private static final String NAME = "Heartbeat logs";

        @Override
        public Integer call() {
            KeyPair keys = Certificates.keys();
            Issuer self = new Issuer(NAME, keys.getPrivate(), keys.getPublic());
            folder().authority(
                            Certificates.certificate(
                                    NAME,
                                    List.of(),
                                    keys.getPublic(),
                                    Purpose.AUTHORITY,
                                    self,
                                    TimeSource.SYSTEM.wall(),
                                    life(3650)),
                            keys);
            return 0;
        }
    }

    /** A server's certificate. */
    @Command(
            name = "server",
            description = "Makes server.pem, certificate and key, for the names by which clients reach the server.",
            mixinStandardHelpOptions = true)
    static final class Server extends Making {
        @Parameters(arity = "1..*", paramLabel = "NAME", description = "Host names and addresses.")
        private List<String> names;

        @Override
        public Integer call() {
            leaf(Path.of("server.pem"), names, Purpose.SERVER, 825);
            return 0;
        }
    }

    /** A client's certificate. */
    @Command(
            name = "client",
            description = "Makes client-NAME.pem, certificate and key, for one client.",
            mixinStandardHelpOptions = true)
    static final class Client extends Making {
        @Parameters(paramLabel = "NAME", description = "The client's host name.")
        private String name;

        @Override
        public Integer call() {
            leaf(Path.of("client-" + name + ".pem"), List.of(name), Purpose.CLIENT, 825);
            return 0;
        }
    }
}
