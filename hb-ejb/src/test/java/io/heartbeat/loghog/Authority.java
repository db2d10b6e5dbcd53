package io.heartbeat.loghog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates as loghogd's scripts make them, by openssl: leaves of X.509 version 1 without any names. */
final class Authority {
    private final Path directory;
    final Path ca;

    Authority(Path directory, String name) {
        this.directory = directory;
        this.ca = directory.resolve(name + ".cert");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                key(name),
                "-out",
                ca.toString(),
                "-days",
                "9",
                "-subj",
                "/CN=" + name);
    }

    /** Certificate, then key, in one file. */
    Path leaf(String name) {
        try {
            String request = directory.resolve(name + ".csr").toString();
            Path certificate = directory.resolve(name + ".crt");
            openssl(
                    "req",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-keyout",
                    key(name),
                    "-out",
                    request,
                    "-subj",
                    "/CN=" + name);
            String caKey = key(ca.getFileName().toString().replace(".cert", ""));
            openssl(
                    "x509",
                    "-req",
                    "-in",
                    request,
                    "-CA",
                    ca.toString(),
                    "-CAkey",
                    caKey,
                    "-CAcreateserial",
                    "-out",
                    certificate.toString(),
                    "-days",
                    "9");
            Path pem = directory.resolve(name + ".pem");
            return Files.writeString(pem, Files.readString(certificate) + Files.readString(Path.of(key(name))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String key(String name) {
        return directory.resolve(name + ".key").toString();
    }

    private static void openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + said);
            }
            return said;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
