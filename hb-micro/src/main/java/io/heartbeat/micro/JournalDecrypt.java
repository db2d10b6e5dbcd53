package io.heartbeat.micro;

import io.heartbeat.rolling.seal.BackupCipher;
import io.heartbeat.rolling.seal.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code hbd journal decrypt}: to standard output only, since a plain file beside the journal would be taken for a backup
 * that is still to be encrypted. Exit codes: 0 done, 1 a key or file is not what it should be, 2 usage.
 */
@Command(
        name = "decrypt",
        description = "Writes encrypted backups to standard output, as they were before: pipe to zcat if they end with"
                + " .gz.enc.",
        mixinStandardHelpOptions = true)
final class JournalDecrypt implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Backups that end with .enc.")
    private List<Path> files;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The file that journal_encrypt_key_file names.")
    private Path key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            BackupCipher cipher = new BackupCipher(
                    Keys.encryption(Files.readString(key).lines().findFirst().orElse("")));
            for (Path file : files) {
                cipher.decrypt(file, System.out);
            }
            System.out.flush();
            return 0;
        } catch (IllegalArgumentException noKey) {
            return refuse(key + ": " + noKey.getMessage());
        } catch (NoSuchFileException absent) {
            return refuse(absent.getFile() + ": there is no such file");
        } catch (IOException failure) {
            return refuse(failure.getMessage());
        }
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println("hbd: " + why);
        return 1;
    }
}
