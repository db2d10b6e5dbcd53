package io.heartbeat.micro;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = Version.class.getPackage().getImplementationVersion();
        return new String[] {"hbd " + (own == null ? "(unpackaged)" : own), "Java " + Runtime.version()};
    }
}
