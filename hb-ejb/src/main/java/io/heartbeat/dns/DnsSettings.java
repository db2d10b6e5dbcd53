package io.heartbeat.dns;

import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names get addresses.
 *
 * @param dyndomains domains whose hosts are updated, lower case, without a dot at the end
 * @param nsupdateBin program that takes the update on its standard input
 * @param nsupdateKey file with the key of the update
 */
public record DnsSettings(List<String> dyndomains, Optional<Path> nsupdateBin, Optional<Path> nsupdateKey) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final int LONGEST = 253;

    /** Whether any domain is configured. */
    public boolean configured() {
        return !dyndomains.isEmpty();
    }

    /** Reads dyndomains, nsupdate_bin and nsupdate_key. */
    public static DnsSettings from(Section root) {
        List<String> domains = root.texts("dyndomains").stream()
                .map(DnsSettings::canonical)
                .distinct()
                .toList();
        domains.stream()
                .filter(domain -> !valid(domain))
                .forEach(domain ->
                        root.problem("dyndomains", "`" + domain + "` is no domain name, such as dyn.example.org"));
        return new DnsSettings(
                domains,
                Optional.ofNullable(root.path("nsupdate_bin", null)),
                Optional.ofNullable(root.path("nsupdate_key", null)));
    }

    private static String canonical(String written) {
        String domain = written.strip().toLowerCase(Locale.ROOT);
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    private static boolean valid(String domain) {
        return domain.length() <= LONGEST
                && Pattern.compile("\\.").splitAsStream(domain + ".end").allMatch(label -> LABEL.matcher(label)
                        .matches());
    }
}
