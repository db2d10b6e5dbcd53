package io.heartbeat.agent;

/**
 * What became of an order.
 *
 * @param status {@code ok}, {@code failed}, {@code timeout} or {@code refused}
 * @param output what the program said, or why not
 */
public record Result(String status, String output) {
    /** It was done. */
    public static Result ok(String output) {
        return new Result("ok", output);
    }

    /** It was begun, and did not end well. */
    public static Result failed(String output) {
        return new Result("failed", output);
    }

    /** Nothing was done. */
    public static Result refused(String why) {
        return new Result("refused", why);
    }
}
