package io.heartbeat.access;

import java.time.Duration;

/** How a try to log in ended. */
public sealed interface LoginOutcome {
    /**
     * The user is in.
     *
     * @param user who
     * @param token what proves it from now on
     */
    record Granted(User user, Tokens.Issued token) implements LoginOutcome {}

    /** The password of somebody who is in already is right. */
    record Confirmed(User user) implements LoginOutcome {}

    /** The password is right; the code of the second factor is still asked for, at {@link Logins#second}. */
    record SecondFactor(String pending) implements LoginOutcome {}

    /** Name or password is wrong; which one is not told. */
    record Refused() implements LoginOutcome {}

    /** The directory, which alone could tell, cannot be asked now. */
    record Unavailable() implements LoginOutcome {}

    /**
     * Too many failures, or too many logins at this moment: the password was not looked at.
     *
     * @param delay before the next try
     */
    record Throttled(Duration delay) implements LoginOutcome {}
}
