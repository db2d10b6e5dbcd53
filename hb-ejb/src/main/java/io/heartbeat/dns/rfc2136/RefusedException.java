package io.heartbeat.dns.rfc2136;

import io.heartbeat.dns.DnsResult;
import java.io.IOException;

/** The server answered, and not what is needed to go on. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient DnsResult result;

    RefusedException(DnsResult result) {
        super(result.detail());
        this.result = result;
    }

    DnsResult result() {
        return result;
    }
}
