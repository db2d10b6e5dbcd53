package io.heartbeat.agent.cli;

import io.heartbeat.agent.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code hbc --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hbc " + Version.current() + " (Java " + System.getProperty("java.version") + ")"};
    }
}
