package io.heartbeat.metric;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * One numeric of a page as bytes. Plugins report few digits: where all values are multiples of a power of ten they are
 * written as whole numbers, each least value as the difference to the one before, the greatest and the sum as differences
 * to it. Else they are written as doubles.
 *
 * <p>First the buckets that have values, a bit each; then the power, 0 to 9, or {@value #DOUBLES}; then for each bucket the
 * count, the least value, and with more than one the greatest and the sum.
 */
final class Column {
    private static final int DOUBLES = 15;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final double WHOLE = 1L << 52;

    private Column() {}

    static void write(Summary[] buckets, ByteArrayOutputStream out) {
        int present = 0;
        for (int i = 0; i < buckets.length; i++) {
            present |= buckets[i] == null ? 0 : 1 << i;
        }
        out.write(present);
        int power = power(buckets);
        out.write(power);
        long before = 0;
        for (Summary bucket : buckets) {
            if (bucket != null && power == DOUBLES) {
                doubles(bucket, out);
            } else if (bucket != null) {
                before = decimals(bucket, POWERS[power], before, out);
            }
        }
    }

    private static void doubles(Summary bucket, ByteArrayOutputStream out) {
        Varints.put(out, bucket.count());
        out.writeBytes(ByteBuffer.allocate(8).putDouble(bucket.min()).array());
        if (bucket.count() > 1) {
            out.writeBytes(ByteBuffer.allocate(16)
                    .putDouble(bucket.max())
                    .putDouble(bucket.sum())
                    .array());
        }
    }

    private static long decimals(Summary bucket, double scale, long before, ByteArrayOutputStream out) {
        long min = Math.round(bucket.min() * scale);
        Varints.put(out, bucket.count());
        Varints.putSigned(out, min - before);
        if (bucket.count() > 1) {
            Varints.put(out, Math.round(bucket.max() * scale) - min);
            Varints.put(out, Math.round(bucket.sum() * scale) - min * bucket.count());
        }
        return min;
    }

    static Summary[] read(ByteBuffer in) {
        Summary[] buckets = new Summary[Tier.PAGE];
        int present = in.get();
        int power = in.get() & 0xFF;
        long before = 0;
        for (int i = 0; i < buckets.length; i++) {
            if ((present & 1 << i) == 0) {
                continue;
            }
            int count = Math.max(1, Varints.getSize(in, Integer.MAX_VALUE));
            if (power == DOUBLES) {
                double min = in.getDouble();
                buckets[i] = count == 1 ? Summary.of(min) : new Summary(min, in.getDouble(), in.getDouble(), count);
            } else {
                double scale = POWERS[power % POWERS.length];
                before += Varints.getSigned(in);
                long max = count == 1 ? before : before + Varints.get(in);
                long sum = count == 1 ? before : before * count + Varints.get(in);
                buckets[i] = new Summary(before / scale, max / scale, sum / scale, count);
            }
        }
        return buckets;
    }

    /** The smallest power of ten that makes whole numbers of all values, or {@link #DOUBLES}. */
    private static int power(Summary[] buckets) {
        for (int power = 0; power < POWERS.length; power++) {
            boolean fits = true;
            for (Summary bucket : buckets) {
                fits &= bucket == null || fits(bucket, POWERS[power]);
            }
            if (fits) {
                return power;
            }
        }
        return DOUBLES;
    }

    /** A sum of such values is one too, but for what adding doubles cost: that is mended by rounding. */
    private static boolean fits(Summary bucket, double scale) {
        double sum = bucket.sum() * scale;
        return exact(bucket.min(), scale)
                && exact(bucket.max(), scale)
                && Math.abs(sum) < WHOLE
                && Math.abs(sum - Math.rint(sum)) <= 1e-9 * Math.max(1, Math.abs(sum));
    }

    private static boolean exact(double value, double scale) {
        double scaled = Math.rint(value * scale);
        return Math.abs(scaled) < WHOLE && scaled / scale == value;
    }
}
