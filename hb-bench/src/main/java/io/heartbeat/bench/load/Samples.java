package io.heartbeat.bench.load;

/** Single datagrams as the load is made of. */
public final class Samples {
    private Samples() {}

    /** One datagram of that shape, of the first host. */
    public static byte[] of(Shape shape, boolean compressed) {
        LoadSpec spec = new LoadSpec(shape, Wire.PLAIN, 1, 0, 1, 1, LoadSpec.LOWEST, 1);
        Composer composer = new Composer();
        byte[] json = composer.json(spec, 0, LoadSpec.LOWEST);
        return compressed ? composer.compressed(json) : json;
    }
}
