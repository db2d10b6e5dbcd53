package io.heartbeat.dns;

import io.heartbeat.dns.Step.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One update of one name, all or nothing.
 *
 * @param name whose records change
 * @param ttlSeconds of the records that come
 * @param steps prerequisites first, then changes
 */
public record DnsUpdate(String name, int ttlSeconds, List<Step> steps) {
    /** Label below which the mark of ownership lies, so that other texts of the name do not disturb it. */
    static final String MARK = "_heartbeat.";

    /** Copies the steps. */
    public DnsUpdate {
        steps = List.copyOf(steps);
    }

    /** Under which condition a name is written. */
    enum Claim {
        /** Whoever it belongs to. */
        ANY,
        /** Only when it bears our mark. */
        OURS,
        /** Only when it has neither addresses nor anybody's mark; then it gets ours. */
        FREE,
        /** Only when what we published stands there, and nobody's mark; then it gets ours. */
        ADOPTED
    }

    /**
     * The update that turns what we published into what is wanted. Types that we neither published nor want stay as they
     * are; what goes is only the very record that we published. Never beside an alias: there an address would be ignored.
     *
     * @param owner whose mark, empty for none
     */
    static DnsUpdate of(
            String name, Records former, Records wanted, int ttlSeconds, Claim claim, Optional<String> owner) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Verb.REQUIRE_NONE, name, RecordType.CNAME, ""));
        owner.ifPresent(id -> condition(steps, name, claim, former, id));
        Set<RecordType> types = EnumSet.noneOf(RecordType.class);
        types.addAll(former.values().keySet());
        types.addAll(wanted.values().keySet());
        for (RecordType type : types) {
            String value = wanted.get(type);
            if (value == null) {
                steps.add(new Step(Verb.REMOVE, name, type, former.get(type)));
            } else {
                steps.add(new Step(Verb.CLEAR, name, type, ""));
                steps.add(new Step(Verb.ADD, name, type, value));
            }
        }
        owner.ifPresent(id -> mark(steps, name, claim, wanted, id));
        return new DnsUpdate(name, ttlSeconds, steps);
    }

    private static void condition(List<Step> steps, String name, Claim claim, Records former, String owner) {
        switch (claim) {
            case OURS -> steps.add(new Step(Verb.REQUIRE, MARK + name, RecordType.TXT, text(owner)));
            case FREE -> {
                steps.add(new Step(Verb.REQUIRE_NONE, name, RecordType.A, ""));
                steps.add(new Step(Verb.REQUIRE_NONE, name, RecordType.AAAA, ""));
                steps.add(new Step(Verb.REQUIRE_NONE, MARK + name, RecordType.TXT, ""));
            }
            case ADOPTED -> {
                former.values().forEach((type, value) -> steps.add(new Step(Verb.REQUIRE, name, type, value)));
                steps.add(new Step(Verb.REQUIRE_NONE, MARK + name, RecordType.TXT, ""));
            }
            case ANY -> {}
        }
    }

    private static void mark(List<Step> steps, String name, Claim claim, Records wanted, String owner) {
        if (wanted.isEmpty()) {
            steps.add(new Step(Verb.REMOVE, MARK + name, RecordType.TXT, text(owner)));
        } else if (claim != Claim.OURS) {
            steps.add(new Step(Verb.ADD, MARK + name, RecordType.TXT, text(owner)));
        }
    }

    private static String text(String owner) {
        return "heartbeat owner=" + owner;
    }
}
