package io.heartbeat.dns;

import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names get addresses, and by which means.
 *
 * @param dyndomains domains whose hosts are updated, lower case, without a dot at the end
 * @param nsupdateBin program that takes the update on its standard input
 * @param nsupdateKey file with the key of the update
 * @param server name or address of the name server; empty: this machine, or what nsupdate finds by itself
 * @param port of the name server
 * @param tsig key of the built-in provider
 * @param ttl of the records, whole seconds
 * @param ptr whether addresses get names too
 * @param owner mark without which a name that has addresses is not touched; empty: none is looked at
 * @param addresses kinds of addresses that are published
 * @param signedOnly whether only signed heartbeats count
 * @param dryRun whether nothing is sent, only recorded
 * @param down what becomes of the records of a host that is down
 */
public record DnsSettings(
        List<String> dyndomains,
        Optional<Path> nsupdateBin,
        Optional<Path> nsupdateKey,
        Optional<String> server,
        int port,
        Optional<TsigKey> tsig,
        Duration ttl,
        boolean ptr,
        Optional<String> owner,
        Set<AddressClass> addresses,
        boolean signedOnly,
        boolean dryRun,
        DownSettings down) {
    private static final Pattern SERVER =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9.:])?|::[0-9a-f:.]*");
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int SHORT_SECRET = 16;

    /** Copies the collections. */
    public DnsSettings {
        dyndomains = List.copyOf(dyndomains);
        addresses = Set.copyOf(addresses);
    }

    /** Whether any domain is configured. */
    public boolean configured() {
        return !dyndomains.isEmpty();
    }

    /** Name of the provider: nsupdate where a program is given, else rfc2136. */
    public String provider() {
        return nsupdateBin.isPresent() ? "nsupdate" : "rfc2136";
    }

    /** Reads dyndomains, nsupdate_… and dns_…. */
    public static DnsSettings from(Section root) {
        Optional<Path> program = Optional.ofNullable(root.path("nsupdate_bin", null));
        return new DnsSettings(
                domains(root),
                program,
                key(root, program.isPresent()),
                checked(root, "dns_server", SERVER, "the name or the address of a name server, such as 192.0.2.53"),
                root.integer("dns_port", 53, 1, 65_535),
                tsig(root, program.isPresent()),
                root.seconds("dns_ttl", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofDays(7)),
                root.flag("dns_ptr", false),
                checked(root, "dns_owner", OWNER, "1 to 64 letters, digits, `.`, `-`, `_`, such as hb1"),
                addresses(root),
                root.flag("dns_signed_only", false),
                root.flag("dns_dry_run", false),
                DownSettings.from(root));
    }

    private static List<String> domains(Section root) {
        List<String> domains = root.texts("dyndomains").stream()
                .map(DnsNames::canonical)
                .distinct()
                .toList();
        domains.stream()
                .filter(domain -> !DnsNames.domain(domain))
                .forEach(domain ->
                        root.problem("dyndomains", "`" + domain + "` is no domain name, such as dyn.example.org"));
        return domains;
    }

    private static Optional<Path> key(Section root, boolean program) {
        Path key = root.path("nsupdate_key", null);
        if (key != null && !program) {
            root.warning("nsupdate_key", "is for nsupdate_bin, which is not set; without it dns_tsig_… are the key");
        }
        return Optional.ofNullable(key);
    }

    private static Optional<TsigKey> tsig(Section root, boolean program) {
        TsigKey.Algorithm algorithm = root.choice("dns_tsig_algorithm", TsigKey.Algorithm.HMAC_SHA256);
        String name = DnsNames.canonical(root.text("dns_tsig_name", ""));
        Optional<String> secret = root.secret("dns_tsig_secret");
        if (name.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (program) {
            root.warning("dns_tsig_name", "is for the built-in provider; nsupdate_bin takes its key from nsupdate_key");
        }
        String secretKey = root.has("dns_tsig_secret") ? "dns_tsig_secret" : "dns_tsig_secret_file";
        if (name.isEmpty()) {
            root.problem(secretKey, "needs dns_tsig_name, the name of the key at the name server");
        } else if (!DnsNames.domain(name)) {
            root.problem("dns_tsig_name", "must be the name of the key at the name server, such as heartbeat");
        } else if (secret.isEmpty()) {
            root.problem("dns_tsig_name", "needs dns_tsig_secret or dns_tsig_secret_file");
        } else if (!strong(secret.get())) {
            root.problem(secretKey, "must be base64 of at least 16 bytes, as tsig-keygen prints it");
        }
        return secret.map(text -> new TsigKey(name, algorithm, text.strip()));
    }

    private static boolean strong(String secret) {
        try {
            return Base64.getDecoder().decode(secret.strip()).length >= SHORT_SECRET;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static Set<AddressClass> addresses(Section root) {
        Set<AddressClass> classes = EnumSet.noneOf(AddressClass.class);
        for (String written : root.texts("dns_addresses")) {
            String word = written.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            if (EnumSet.allOf(AddressClass.class).stream()
                    .anyMatch(one -> one.name().equals(word))) {
                classes.add(AddressClass.valueOf(word));
            } else {
                root.problem(
                        "dns_addresses", "must be of public, private, link_local, loopback; found `" + written + "`");
            }
        }
        return root.has("dns_addresses") ? classes : EnumSet.of(AddressClass.PUBLIC, AddressClass.PRIVATE);
    }

    private static Optional<String> checked(Section root, String key, Pattern form, String expected) {
        Optional<String> text = Optional.ofNullable(root.text(key, null));
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            root.problem(key, "must be " + expected);
        }
        return text;
    }
}
