package io.heartbeat.access.oidc;

/** A login at the provider came to nothing. The message is for the operators' log. */
public class OidcException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which kind of nothing, for the person who waits. */
    public enum Kind {
        /** The user, or the provider, said no. */
        DENIED,
        /** It took too long, or another browser began it. */
        EXPIRED,
        /** The provider does not answer. */
        UNAVAILABLE,
        /** The provider's answer cannot be believed, or the configuration does not fit. */
        FAILED
    }

    private final Kind kind;

    OidcException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    OidcException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Which kind. */
    public Kind kind() {
        return kind;
    }
}
