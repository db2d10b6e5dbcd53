package io.heartbeat.wire.loghamster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client asks for: {@code INIT STREAM host:/path svc:name more:meta}, and with the extension {@code offset:N id:ID
 * v:2}. Words are split at blanks and commas; with the extension those and {@code %} are written as {@code %XX} in host and
 * path. Words that nobody knows are passed over.
 *
 * @param host whose file it is, not empty
 * @param path the file's path there, not empty
 * @param service of {@code svc:}, may be empty
 * @param resume the extension, when it is spoken
 */
public record Init(String host, String path, String service, Optional<Resume> resume) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern SPLIT = Pattern.compile("[ ,]+");
    private static final int MAX_NAME = 4_096;

    /**
     * The extension.
     *
     * @param offset up to where the client knows the file to be stored
     * @param id names the very file, whatever its name is; letters, digits, dots, hyphens and underscores, at most 128
     * @param deflate whether the client wishes to send a zlib stream
     */
    public record Resume(long offset, String id, boolean deflate) {
        /** Checks what would break the dialogue. */
        public Resume {
            if (offset < 0 || !ID.matcher(id).matches()) {
                throw new IllegalArgumentException("offset " + offset + ", id " + id);
            }
        }
    }

    /**
     * Reads a line without its end.
     *
     * @throws RefusedException in the words of the dialogue
     */
    public static Init parse(String line) throws RefusedException {
        String[] words = SPLIT.split(line.strip());
        if (!words[0].equalsIgnoreCase("INIT")) {
            throw new RefusedException("Unknown command " + shown(words[0]));
        }
        int colon = words.length > 2 && words[1].equalsIgnoreCase("STREAM") ? words[2].indexOf(':') : -1;
        if (colon <= 0 || colon == words[2].length() - 1) {
            throw new RefusedException("Missing arguments for INIT");
        }
        Words rest = new Words(List.of(words).subList(3, words.length));
        boolean extended = rest.get("v").equals("2");
        String host = words[2].substring(0, colon);
        String path = words[2].substring(colon + 1);
        return new Init(
                named(extended ? Percent.decode(host) : host),
                named(extended ? Percent.decode(path) : path),
                rest.get("svc"),
                extended ? Optional.of(resume(rest)) : Optional.empty());
    }

    private static Resume resume(Words words) throws RefusedException {
        long offset = Dialogue.number(words.get("offset"));
        String id = words.get("id");
        if (offset < 0 || !ID.matcher(id).matches()) {
            throw new RefusedException("Wrong arguments for INIT: v:2 needs offset:NUMBER and id:NAME");
        }
        return new Resume(offset, id, words.get("compress").equals("deflate"));
    }

    private static String named(String name) throws RefusedException {
        if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw new RefusedException("Wrong arguments for INIT");
        }
        return name;
    }

    /** A word of a stranger, short and without control characters. */
    private static String shown(String word) {
        String visible = word.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > 40 ? visible.substring(0, 40) + "..." : visible;
    }

    /** The line to send, with its end. */
    public String line() {
        List<String> words =
                new ArrayList<>(List.of("INIT", "STREAM", Percent.encode(host, ":") + ":" + Percent.encode(path, "")));
        if (!service.isEmpty()) {
            words.add("svc:" + Percent.encode(service, ""));
        }
        resume.ifPresent(more -> {
            words.add("offset:" + more.offset());
            words.add("id:" + more.id());
            if (more.deflate()) {
                words.add("compress:deflate");
            }
            words.add("v:2");
        });
        return String.join(" ", words) + "\n";
    }

    /** Words of the form {@code key:value}; the first of a key counts. */
    record Words(List<String> words) {
        /** Empty when there is none. */
        String get(String key) {
            String prefix = key + ":";
            return words.stream()
                    .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(word -> word.substring(prefix.length()))
                    .findFirst()
                    .orElse("");
        }
    }
}
