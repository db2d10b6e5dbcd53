package io.heartbeat.loghamster;

import io.heartbeat.logstore.SafePath;
import io.heartbeat.wire.loghamster.Init;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bytes of a stream go. {@code $HOST} is the sender's name of itself, {@code $FILE} its path with {@code /} as
 * {@code _}, {@code $SERVICE} what it says behind {@code svc:}. What comes from the network makes names, never paths.
 */
final class Destinations {
    /** {@code server.pathtemplate} of the original. */
    static final String DEFAULT = "$HOST/$FILE";

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z]+)}|([A-Za-z]+))");
    private static final String ENDING = ".out.log";

    private final LoghamsterSettings settings;

    Destinations(LoghamsterSettings settings) {
        this.settings = settings;
    }

    /**
     * A file.
     *
     * @param base folder that it never leaves
     * @param relative path below, safe
     */
    record Destination(Path base, String relative) {}

    /** The output named like the service, else like the host, else the template's. */
    Destination of(Init init) {
        String path = settings.outputs().get(init.service());
        path = path == null ? settings.outputs().get(init.host()) : path;
        return path == null
                ? below(settings.directory(), settings.template() + ENDING, init)
                : named(settings.directory().resolve(path), init);
    }

    /** The part before the first variable is the operator's own; behind it, names are made of what the sender says. */
    private static Destination named(Path path, Init init) {
        Path base = path.getRoot();
        int i = 0;
        while (i < path.getNameCount() - 1 && !path.getName(i).toString().contains("$")) {
            base = base.resolve(path.getName(i++));
        }
        return below(base, path.subpath(i, path.getNameCount()).toString(), init);
    }

    private static Destination below(Path base, String template, Init init) {
        StringBuilder relative = new StringBuilder();
        for (String step : template.split("/+")) {
            if (!step.isEmpty()) {
                String name = step.contains("$") ? SafePath.segment(filled(step, init)) : step;
                relative.append(relative.isEmpty() ? "" : "/").append(name);
            }
        }
        return new Destination(base, relative.toString());
    }

    private static String filled(String step, Init init) {
        return VARIABLE.matcher(step).replaceAll(found -> Matcher.quoteReplacement(value(name((Matcher) found), init)));
    }

    private static String name(Matcher variable) {
        return variable.group(1) == null ? variable.group(2) : variable.group(1);
    }

    private static String value(String name, Init init) {
        return switch (name) {
            case "HOST" -> init.host();
            case "SERVICE" -> init.service();
            default -> init.path().replace('/', '_').replaceAll("^_+|_+$", "");
        };
    }

    /** What is wrong with a template of the configuration, for people. */
    static Optional<String> fault(String template, boolean absolute) {
        Matcher variables = VARIABLE.matcher(template);
        while (variables.find()) {
            if (!name(variables).matches("HOST|FILE|SERVICE")) {
                return Optional.of("$" + name(variables) + " is not known; known are $HOST, $FILE, $SERVICE");
            }
        }
        if (template.isBlank() || template.endsWith("/")) {
            return Optional.of("must be the path of a file, such as " + (absolute ? "/var/log/hosts/" : "") + DEFAULT);
        }
        if (!absolute && template.startsWith("/")) {
            return Optional.of("must be a path below basedirectory, such as " + DEFAULT);
        }
        return Path.of(template).equals(Path.of(template).normalize())
                ? Optional.empty()
                : Optional.of("must not hold `.` or `..`");
    }
}
