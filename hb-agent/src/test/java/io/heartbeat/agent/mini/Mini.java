package io.heartbeat.agent.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** {@code HbcMini.java}, compiled as the build would not: it belongs to no package and to no jar. */
final class Mini {
    static final Path SOURCE = Path.of("src/main/mini/HbcMini.java").toAbsolutePath();

    private final ClassLoader loader;

    /** Compiles it with all warnings, of which it has none. */
    Mini(Path directory) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "--release",
                        "17",
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        directory.toString(),
                        SOURCE.toString());
        assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
        loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
    }

    /** Calls a static method of a class in it. */
    Object call(String type, String method, Object... arguments) throws Exception {
        return invoke(null, loader.loadClass("HbcMini$" + type), method, arguments);
    }

    Object make(String type, Object... arguments) throws Exception {
        Constructor<?> constructor = Arrays.stream(
                        loader.loadClass("HbcMini$" + type).getDeclaredConstructors())
                .filter(one -> one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    Object ask(Object object, String method, Object... arguments) throws Exception {
        return invoke(object, object.getClass(), method, arguments);
    }

    private static Object invoke(Object object, Class<?> type, String name, Object... arguments) throws Exception {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** A datagram that hb-common's tests hold server and hbc to. */
    static byte[] golden(String name) throws IOException {
        Path file = Path.of("../hb-common/src/test/resources/io/heartbeat/protocol/golden", name + ".hex");
        return HexFormat.of()
                .parseHex(Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.joining()));
    }
}
