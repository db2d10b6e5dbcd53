package io.heartbeat.loghog;

import io.heartbeat.logstore.LogFile;
import io.heartbeat.logstore.LogKind;
import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.logstore.SafePath;
import io.heartbeat.rolling.RollingPolicy;
import io.heartbeat.rolling.Stamps;
import io.heartbeat.telemetry.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the facilities below {@code logdir}: which one a host and facility have, and how it rolls. Thread-safe. */
final class Folder {
    private static final String ENDING = ".log";
    private static final String STAMP = "uuuu-MM-dd-HH-mm-ss-SSSSSS";
    private static final DateTimeFormatter LINE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final int LINE_STAMP = 26;
    /** A file, or what it was rotated to; {@code web.login.log} is no backup of {@code web.log}. */
    private static final Pattern LOG_OR_BACKUP = Pattern.compile("(.+\\.log)(?:\\.\\d.*)?");

    private final LogHogSettings settings;
    private final LogStore store;
    private final Telemetry telemetry;
    private final Counters counters;
    private final Map<LogFile, Facility> open = new ConcurrentHashMap<>();
    private final AtomicInteger hostFiles = new AtomicInteger();

    Folder(LogHogSettings settings, LogStore store, Telemetry telemetry, Counters counters) {
        this.settings = settings;
        this.store = store;
        this.telemetry = telemetry;
        this.counters = counters;
    }

    /**
     * The file of a facility.
     *
     * @param host null for the one that all hosts share
     * @return null when it cannot be opened; that is reported
     */
    LogFile file(Facility facility, String host) {
        boolean own = host != null && facility.filePerHost();
        if (own && hostFiles.get() >= settings.maxHostFiles()) {
            counters.sharedHostFiles.increment();
            own = false;
        }
        String name = SafePath.segment(own ? host + "-" + facility.name() : facility.name()) + ENDING;
        String relative = SafePath.segment(facility.application()) + "/" + name;
        LogSource source = new LogSource(LogKind.LOGHOG, own ? host : "", facility.application(), facility.name());
        try {
            LogFile file = store.open(source, settings.logDir(), relative, rolling(facility));
            file.syncEvery(settings.syncEvery());
            if (open.put(file, facility) == null && own) {
                hostFiles.incrementAndGet();
            }
            return file;
        } catch (IOException refused) {
            telemetry.report(new FileRefused(relative, refused.getMessage()));
            return null;
        }
    }

    private UnaryOperator<RollingPolicy> rolling(Facility facility) {
        Stamps begun = new Stamps(STAMP, settings.zone(), this::firstLine);
        return policy -> policy.withMaxSize(facility.maxSize())
                .withSchedule(facility.schedule(settings.zone()))
                .withMaxBackups(facility.backupCount())
                .withStamps(begun)
                .withSteps(store.steps(settings.format(), settings.level()));
    }

    /** When a file was begun: the moment in its first line. */
    private Optional<Instant> firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] start = new char[LINE_STAMP];
            return reader.read(start) < LINE_STAMP
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(new String(start), LINE)
                            .atZone(settings.zone())
                            .toInstant());
        } catch (IOException | DateTimeParseException noStamp) {
            return Optional.empty();
        }
    }

    /** Files of the facilities that changed roll by their new rules from now on. */
    void reload(FacilitySet facilities) {
        open.forEach((file, before) -> facilities
                .all()
                .filter(now -> now.application().equals(before.application())
                        && now.module().equals(before.module()))
                .filter(now -> !now.equals(before))
                .forEach(now -> {
                    open.put(file, now);
                    store.reroll(file, rolling(now));
                }));
    }

    /**
     * Opens the files that earlier runs left, loghogd's included, so that they are rotated in time and what a crash left is
     * compressed, whether anybody writes or not.
     */
    void openExisting(FacilitySet facilities) {
        facilities.all().forEach(facility -> {
            Path directory = settings.logDir().resolve(SafePath.segment(facility.application()));
            String own = SafePath.segment(facility.name()) + ENDING;
            for (String name : names(directory)) {
                if (name.equals(own)) {
                    file(facility, null);
                } else if (facility.filePerHost() && name.endsWith("-" + own)) {
                    file(facility, name.substring(0, name.length() - own.length() - 1));
                }
            }
        });
    }

    /** The log files of a directory, those of which only backups are left included. */
    private Set<String> names(Path directory) {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher name = LOG_OR_BACKUP.matcher(file.getFileName().toString());
                if (name.matches() && !Files.isDirectory(file)) {
                    names.add(name.group(1));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Set.of();
        } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
            telemetry.report(new FileRefused(directory.toString(), unreadable.toString()));
        }
        return names;
    }
}
