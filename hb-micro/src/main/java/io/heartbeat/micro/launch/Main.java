package io.heartbeat.micro.launch;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the jars of the command beside the own jar and hands over to it. */
public final class Main {
    private static final String COMMAND = "io.heartbeat.micro.Hbd";

    private Main() {}

    /** Runs {@code hbd}; ends the process with its exit code. */
    public static void main(String[] args) throws ReflectiveOperationException, IOException, URISyntaxException {
        Path home = new File(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toPath()
                .getParent();
        List<URL> jars = new ArrayList<>();
        add(jars, home.resolve("command"));
        add(jars, home.resolve("app/ROOT/WEB-INF/lib"));
        // Open as long as the process lives: the command's shutdown hooks load classes from it.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), Main.class.getClassLoader());
        System.exit(run(loader.loadClass(COMMAND), home, args));
    }

    private static int run(Class<?> command, Path home, String... args) throws ReflectiveOperationException {
        try {
            return (int) command.getMethod("run", Path.class, String[].class).invoke(null, home, args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("hbd failed", e.getCause());
        }
    }

    private static void add(List<URL> jars, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
    }
}
