package io.heartbeat.agent.plugin;

import io.heartbeat.protocol.Names;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folder into which people drop plugins: jars, each with a class loader of its own, and executable scripts. What cannot
 * be used is logged and left out. What anybody may write is not run: the agent may be root.
 */
final class Folder {
    private static final Logger LOG = System.getLogger(Folder.class.getName());

    private Folder() {}

    /** The plugins in a folder, by file name; none when there is no folder. */
    static List<Plugin> plugins(Path folder) {
        List<Plugin> plugins = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder) && trusted(folder)) {
            for (Path file : files(folder)) {
                if (trusted(file)) {
                    plugins.addAll(in(file));
                }
            }
        }
        return plugins;
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(Level.WARNING, "plugins in {0} cannot be looked for: {1}", folder, e);
        }
        files.sort(null);
        return files;
    }

    private static boolean trusted(Path path) {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            if (view == null || !view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                return true;
            }
            LOG.log(Level.WARNING, "{0}: anybody may write it, so it is not used; chmod o-w it", path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}: not used: {1}", path, e);
        }
        return false;
    }

    private static List<Plugin> in(Path file) {
        String fileName = file.getFileName().toString();
        if (fileName.endsWith(".jar")) {
            return jar(file);
        }
        if (fileName.startsWith(".") || !Files.isExecutable(file)) {
            LOG.log(Level.DEBUG, "{0} is neither a jar nor executable", file);
            return List.of();
        }
        String name = fileName.replaceFirst("\\.[^.]*$", "").replace('-', '_').toLowerCase(Locale.ROOT);
        if (!Names.plugin(name)) {
            LOG.log(Level.WARNING, "{0}: \"{1}\" is no name for a plugin", file, name);
            return List.of();
        }
        return List.of(new ScriptPlugin(name, file.toAbsolutePath()));
    }

    /** The class loader stays open for as long as the agent runs: classes may be needed at any time. */
    @SuppressWarnings("resource")
    private static List<Plugin> jar(Path file) {
        try {
            ClassLoader loader = new URLClassLoader(
                    file.getFileName().toString(), new URL[] {file.toUri().toURL()}, Folder.class.getClassLoader());
            List<Plugin> plugins = Strangers.call(() -> Stream.of(InfoPlugin.class, MonitorPlugin.class)
                    .flatMap(kind -> Services.of(kind, loader).stream())
                    .<Plugin>map(plugin -> plugin)
                    .filter(plugin -> plugin.getClass().getClassLoader() == loader)
                    .toList());
            if (plugins.isEmpty()) {
                LOG.log(Level.WARNING, "{0} has no plugin: META-INF/services must name its class", file);
            }
            return plugins;
        } catch (Exception e) { // whatever a stranger's class throws while it is made
            LOG.log(Level.WARNING, "{0} cannot be loaded: {1}", file, e);
            return List.of();
        }
    }
}
