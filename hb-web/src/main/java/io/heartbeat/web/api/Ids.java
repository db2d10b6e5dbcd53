package io.heartbeat.web.api;

import java.util.Optional;

/** Numbers in addresses. */
final class Ids {
    private Ids() {}

    /** The number, empty for anything else: there is nothing at such an address. */
    static Optional<Long> of(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
