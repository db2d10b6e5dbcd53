package io.heartbeat.micro;

import io.heartbeat.rolling.seal.JournalVerifier;
import io.heartbeat.rolling.seal.VerifyReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hbd journal}: what can be done with the files of the message journal. */
@Command(
        name = "journal",
        description = "Looks after the files of the message journal.",
        subcommands = {JournalCommand.Verify.class, JournalDecrypt.class},
        mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** Exit codes: 0 all is well, 1 something is wrong with a file, 2 usage. */
    @Command(
            name = "verify",
            description = "Checks journal files: each line is a message, each signed backup is what was signed, none is"
                    + " missing.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description = "messages.journal for it and all its backups, or single backups.")
        private List<Path> files;

        @Option(
                names = "--key",
                paramLabel = "PEM",
                description = "Public Ed25519 key; without it signatures are not checked.")
        private Path key;

        private final PrintStream out = System.out;

        @Override
        public Integer call() {
            boolean ok = true;
            for (Path file : files) {
                VerifyReport report = JournalVerifier.verify(file, key);
                out.println(report);
                ok &= report.ok();
            }
            return ok ? 0 : 1;
        }
    }
}
