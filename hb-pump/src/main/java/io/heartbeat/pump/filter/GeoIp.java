package io.heartbeat.pump.filter;

import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;

/** Where addresses lie, by a database of MaxMind's form; without one nobody knows. Thread-safe. */
public final class GeoIp implements Closeable {
    /** Knows no place. */
    public static final GeoIp NONE = new GeoIp(null);

    private static final String DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";

    /** Four octets, or what has a colon: for nothing else may Java ask a name server. */
    private static final String LITERAL = OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f.]{0,30}:[0-9A-Fa-f:.]{0,44}";

    private final Reader database;

    private GeoIp(Reader database) {
        this.database = database;
    }

    /**
     * Reads a city database into memory.
     *
     * @throws IOException when there is no such file, or it is none
     */
    public static GeoIp open(Path file) throws IOException {
        try {
            return new GeoIp(new Reader(new File(file.toString()), FileMode.MEMORY));
        } catch (IOException e) {
            throw new IOException("geoip_database cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The geohash of an address.
     *
     * @param address IPv4 or IPv6, digits only: names are never asked for
     * @param precision how many characters, 1 to 12
     * @return null when it is no address, or not in the database
     */
    public String geohash(String address, int precision) {
        if (database == null || !address.matches(LITERAL)) {
            return null;
        }
        try {
            Map<?, ?> city = database.get(InetAddress.getByName(address), Map.class);
            if (city != null
                    && city.get("location") instanceof Map<?, ?> location
                    && location.get("latitude") instanceof Number latitude
                    && location.get("longitude") instanceof Number longitude) {
                return encode(latitude.doubleValue(), longitude.doubleValue(), precision);
            }
        } catch (IOException e) {
            return null; // what is in the message is no address, or the database has a hole there
        }
        return null;
    }

    /** Geohash of a place: longitude and latitude halved in turn, five bits a character. */
    static String encode(double latitude, double longitude, int precision) {
        double[] low = {-180, -90};
        double[] high = {180, 90};
        double[] at = {longitude, latitude};
        StringBuilder hash = new StringBuilder(precision);
        int bits = 0;
        for (int i = 0; i < precision * 5; i++) {
            int axis = i & 1;
            double middle = (low[axis] + high[axis]) / 2;
            boolean upper = at[axis] >= middle;
            (upper ? low : high)[axis] = middle;
            bits = bits << 1 | (upper ? 1 : 0);
            if (i % 5 == 4) {
                hash.append(DIGITS.charAt(bits & 31));
            }
        }
        return hash.toString();
    }

    @Override
    public void close() throws IOException {
        if (database != null) {
            database.close();
        }
    }
}
