package io.heartbeat.pump.config;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.source.SourceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * All sources and senders there are: those of the class path, and each directory below {@code lib/senders} by a class loader
 * of its own, whose libraries therefore never meet those of another. Looking at a kind loads its factory only; the libraries
 * behind it are loaded when a sender of it opens. For one thread.
 */
public final class Shelf {
    private final Path directory;
    private final Map<String, SenderFactory> senders = new TreeMap<>();
    private final Map<String, SourceFactory> sources = new TreeMap<>();
    private boolean looked;

    /** @param directory holds one directory for each kind of sender; need not exist */
    public Shelf(Path directory) {
        this.directory = directory;
        ServiceLoader.load(SenderFactory.class).forEach(factory -> senders.put(factory.type(), factory));
        ServiceLoader.load(SourceFactory.class).forEach(factory -> sources.put(factory.type(), factory));
    }

    /** The kind of this name. The directory of the same name is looked at first, the others only when that was in vain. */
    public Optional<SenderFactory> sender(String type) {
        if (!senders.containsKey(type) && type.matches("[a-z0-9_]+")) {
            load(directory.resolve(type));
        }
        if (!senders.containsKey(type)) {
            lookAtAll();
        }
        return Optional.ofNullable(senders.get(type));
    }

    /** Where they lie. */
    Path directory() {
        return directory;
    }

    /** Names of all kinds of senders. */
    public Collection<String> senders() {
        lookAtAll();
        return List.copyOf(senders.keySet());
    }

    /** Every kind of sender there is. */
    public Collection<SenderFactory> all() {
        lookAtAll();
        return List.copyOf(senders.values());
    }

    /** The kind of this name. */
    public Optional<SourceFactory> source(String type) {
        return Optional.ofNullable(sources.get(type));
    }

    /** Names of all kinds of sources. */
    public Collection<String> sources() {
        return List.copyOf(sources.keySet());
    }

    private void lookAtAll() {
        if (looked || !Files.isDirectory(directory)) {
            return;
        }
        looked = true;
        try (DirectoryStream<Path> kinds = Files.newDirectoryStream(directory, Files::isDirectory)) {
            kinds.forEach(this::load);
        } catch (IOException e) {
            throw new UncheckedIOException("the senders in " + directory + " cannot be read", e);
        }
    }

    private void load(Path kind) {
        if (!Files.isDirectory(kind)) {
            return;
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kind, "*.jar")) {
            for (Path jar : files) {
                jars.add(url(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sender in " + kind + " cannot be read", e);
        }
        // Lives as long as the process: its classes are loaded bit by bit.
        ClassLoader loader = new URLClassLoader(
                "sender-" + kind.getFileName(), jars.toArray(new URL[0]), Shelf.class.getClassLoader());
        ServiceLoader.load(SenderFactory.class, loader)
                .forEach(factory -> senders.putIfAbsent(factory.type(), factory));
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
