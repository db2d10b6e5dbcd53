package io.heartbeat.micro;

import io.heartbeat.access.Passwords;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hbd passwd}: a password as the configuration wants it, asked for without an echo, or read from a pipe. */
@Command(
        name = "passwd",
        description = "Asks for a password, or reads it from a pipe, and prints the lines for the configuration.",
        mixinStandardHelpOptions = true)
final class Passwd implements Callable<Integer> {
    private static final int SHORTEST = 8;

    @Parameters(paramLabel = "NAME", description = "Name of the user.")
    private String name;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        String password = ask();
        if (password.length() < SHORTEST || password.length() > Passwords.MAX_LENGTH) {
            throw new Failure("a password has " + SHORTEST + " to " + Passwords.MAX_LENGTH + " characters");
        }
        out.println("users:");
        out.println("  " + name + ":");
        out.println("    password: \"" + Passwords.store(password) + "\"");
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // bin/hbd asks for the console of java.base, which is none on a pipe
    private String ask() throws IOException {
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] first = console.readPassword("Password for %s: ", name);
        char[] second = console.readPassword("Again: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw new Failure("the two are not the same; nothing was made");
        }
        return new String(first);
    }
}
