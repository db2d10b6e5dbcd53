package io.heartbeat.notify;

import java.time.Duration;

/**
 * What came of one try to send.
 *
 * @param kind whether it arrived, or may on another try
 * @param status code of the service's answer, 0 when there was none
 * @param answer what the service said, or what kept us from hearing it
 * @param pause what the service asks us to wait, null when it does not; then the whole channel waits
 */
public record Outcome(Kind kind, int status, String answer, Duration pause) {
    /** What came of it. */
    public enum Kind {
        /** The service took it. */
        SENT,
        /** Another try may help. */
        RETRY,
        /** No other try of the same will help. */
        REFUSED
    }

    /** The service took it. */
    public static Outcome sent(int status, String answer) {
        return new Outcome(Kind.SENT, status, answer, null);
    }

    /** Another try may help. */
    public static Outcome retry(int status, String answer) {
        return new Outcome(Kind.RETRY, status, answer, null);
    }

    /** Another try may help, and the service says when. */
    public static Outcome retry(int status, String answer, Duration pause) {
        return new Outcome(Kind.RETRY, status, answer, pause);
    }

    /** No other try of the same will help. */
    public static Outcome refused(int status, String answer) {
        return new Outcome(Kind.REFUSED, status, answer, null);
    }

    /** Code and answer for people, where the answer (as those of SMTP do) does not begin with it. */
    String said() {
        return status == 0 || answer.startsWith(Integer.toString(status)) ? answer : status + " " + answer;
    }

    /** The same with another text. */
    Outcome saying(String text) {
        return new Outcome(kind, status, text, pause);
    }
}
