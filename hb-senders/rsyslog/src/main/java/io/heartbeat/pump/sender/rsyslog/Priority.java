package io.heartbeat.pump.sender.rsyslog;

/**
 * Facility and severity.
 *
 * @param facility 0 to 23
 * @param severity 0 to 7
 */
record Priority(int facility, int severity) {
    /** Those of an entry, by its texts; these where a text is null or out of range. */
    Priority with(String facilityText, String severityText) {
        return new Priority(number(facilityText, 23, facility), number(severityText, 7, severity));
    }

    private static int number(String text, int most, int otherwise) {
        if (text == null || !text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    /** The number between angle brackets. */
    int value() {
        return facility * 8 + severity;
    }
}
