package io.heartbeat.notify;

import com.samskivert.mustache.MustacheException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a template.
 *
 * @param line of the template, from 1; 0 when it is not known
 * @param reason for people
 */
record Fault(int line, String reason) {
    private static final Pattern AT = Pattern.compile("\\s*@ line (\\d+)\\s*$");

    /** What is wrong with a template, tried with a sample; empty when nothing is. */
    static Optional<Fault> in(String template) {
        try {
            Page.render(template, Page.SAMPLE, Markup.PLAIN);
            return Optional.empty();
        } catch (MustacheException | UnsupportedOperationException e) {
            return Optional.of(of(e));
        }
    }

    private static Fault of(RuntimeException failure) {
        if (failure instanceof MustacheException.Context missing) {
            return new Fault(missing.lineNo, "there is no `" + missing.key + "`; a letter has " + Page.WORDS);
        }
        if (failure instanceof UnsupportedOperationException) {
            return new Fault(0, "a template cannot take in another file");
        }
        String said = String.valueOf(failure.getMessage());
        Matcher at = AT.matcher(said);
        return at.find() ? new Fault(Integer.parseInt(at.group(1)), said.substring(0, at.start())) : new Fault(0, said);
    }

    /** One sentence. */
    @Override
    public String toString() {
        return (line == 0 ? "" : "line " + line + ": ") + reason;
    }
}
