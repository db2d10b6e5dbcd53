package io.heartbeat.agent.cli;

/** What {@code hbc} answers to the shell. */
final class ExitCode {
    /** All is well. */
    static final int OK = 0;
    /** The configuration is wrong, or it does not work. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;

    private ExitCode() {}
}
