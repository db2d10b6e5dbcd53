package io.heartbeat.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/**
 * Composes messages of the wire (docs/PROTOCOL.md) that look like an agent's, all of one kind with the same length. Not
 * thread-safe.
 */
public final class Composer {
    private static final String NUMBER = "\"seq\":";
    private static final int REPORT_BYTES = 951;
    private final Deflater deflater = new Deflater();
    private final byte[] chunk = new byte[8192];

    /** The name of the n-th host. */
    public static String host(long n) {
        return String.format(Locale.ROOT, "host-%06d", n);
    }

    /** The name of the n-th host that signs. A host that has signed once must go on, so these are others. */
    static String signingHost(long n) {
        return String.format(Locale.ROOT, "sign-%06d", n);
    }

    /** A heartbeat. */
    String beat(String host, long number) {
        return "{\"ID\":\"HTB\",\"name\":\"" + host + "\",\"interval\":30," + NUMBER + number
                + ",\"time\":1795248000.125,\"rtt\":0.437,\"version\":\"1.0.0\"}";
    }

    /** A plugin report of a machine with eight cores; its figures differ from report to report, its length does not. */
    String report(String host, long number) {
        SplittableRandom figures = new SplittableRandom(number);
        StringBuilder json = new StringBuilder(REPORT_BYTES);
        json.append("{\"ID\":\"PLG\",\"name\":\"").append(host).append("\",\"plugin\":\"cpu_monitor\",");
        json.append(NUMBER).append(number).append(",\"cpu_percent\":45.2,\"load_1min\":1.53,\"load_5min\":1.21");
        json.append(",\"load_15min\":0.98,\"frequency_mhz\":2445.425,\"processes\":{\"total\":312,\"running\":3,");
        json.append("\"sleeping\":301,\"stopped\":0,\"zombie\":8},\"per_core\":[");
        for (int core = 0; core < 8; core++) {
            json.append(core == 0 ? "" : ",").append("{\"core\":").append(core);
            json.append(",\"percent\":").append(figures.nextInt(10, 100)).append(figure(figures));
            json.append(",\"user\":").append(figures.nextInt(10, 100)).append(figure(figures));
            json.append(",\"system\":1")
                    .append(figure(figures))
                    .append(",\"iowait\":0")
                    .append(figure(figures));
            json.append('}');
        }
        json.append("],\"context_switches\":")
                .append(figures.nextInt(100_000_000, 999_999_999))
                .append(",\"note\":\"");
        while (json.length() < REPORT_BYTES - 2) {
            json.append((char) ('a' + figures.nextInt(26)));
        }
        return json.append("\"}").toString();
    }

    private static String figure(SplittableRandom figures) {
        return "." + figures.nextInt(1000, 10_000);
    }

    /** The JSON of a load's message. */
    byte[] json(LoadSpec spec, long place, long number) {
        long n = place % spec.hosts();
        String host = spec.wire().signed() ? signingHost(n) : host(n);
        String json = spec.shape().report(place) ? report(host, number) : beat(host, number);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The same bytes in a zlib stream (RFC 1950). */
    byte[] compressed(byte[] json) {
        deflater.reset();
        deflater.setInput(json);
        deflater.finish();
        ByteArrayOutputStream stream = new ByteArrayOutputStream(json.length);
        while (!deflater.finished()) {
            stream.write(chunk, 0, deflater.deflate(chunk));
        }
        return stream.toByteArray();
    }

    /** Where the digits of the number begin in a composed message. */
    static int numberAt(byte[] json) {
        return new String(json, StandardCharsets.US_ASCII).indexOf(NUMBER) + NUMBER.length();
    }
}
