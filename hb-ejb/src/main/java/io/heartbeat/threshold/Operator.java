package io.heartbeat.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a value is compared with a limit: the value stands on the left. */
public enum Operator {
    /** Value > limit. */
    ABOVE(">", "gt"),
    /** Value >= limit. */
    AT_LEAST(">=", "ge"),
    /** Value < limit. */
    BELOW("<", "lt"),
    /** Value <= limit. */
    AT_MOST("<=", "le"),
    /** Value == limit. */
    EQUAL("==", "eq"),
    /** Value != limit. */
    DIFFERENT("!=", "ne");

    private final String symbol;
    private final String word;

    Operator(String symbol, String word) {
        this.symbol = symbol;
        this.word = word;
    }

    /** As it is written in the configuration and in messages. */
    public String symbol() {
        return symbol;
    }

    /** By symbol, or by the word that needs no quotes in YAML. */
    public static Optional<Operator> of(String text) {
        return Arrays.stream(values())
                .filter(operator -> List.of(operator.symbol, operator.word).contains(text.strip()))
                .findFirst();
    }

    /** Whether a value has reached a limit. */
    boolean reached(double value, double limit) {
        return switch (this) {
            case ABOVE -> value > limit;
            case AT_LEAST -> value >= limit;
            case BELOW -> value < limit;
            case AT_MOST -> value <= limit;
            case EQUAL -> value == limit;
            case DIFFERENT -> value != limit;
        };
    }

    /**
     * Whether a value keeps a level that it once reached: it has not come back by the hysteresis. Equality has no
     * neighbourhood to come back through, and around a limit of 0 a share of it is nothing: there the level ends where it
     * began.
     *
     * @param hysteresis part of the limit, 0 to 1
     */
    boolean kept(double value, double limit, double hysteresis) {
        double band = Math.abs(limit) * hysteresis;
        if (band == 0) {
            return reached(value, limit);
        }
        return switch (this) {
            case ABOVE, AT_LEAST -> value >= limit - band;
            case BELOW, AT_MOST -> value <= limit + band;
            case EQUAL, DIFFERENT -> reached(value, limit);
        };
    }

    /**
     * What makes two limits impossible together, empty when they are fine: critical must be the one that is reached later.
     */
    Optional<String> contradiction(double warning, double critical) {
        return switch (this) {
            case ABOVE, AT_LEAST ->
                critical < warning
                        ? Optional.of("is below warning, which with operator " + symbol + " would never be seen")
                        : Optional.empty();
            case BELOW, AT_MOST ->
                critical > warning
                        ? Optional.of("is above warning, which with operator " + symbol + " would never be seen")
                        : Optional.empty();
            case EQUAL ->
                critical == warning
                        ? Optional.of("is the same as warning; with operator == keep one of the two")
                        : Optional.empty();
            case DIFFERENT -> Optional.of("stands beside warning; with operator != keep one of the two");
        };
    }
}
