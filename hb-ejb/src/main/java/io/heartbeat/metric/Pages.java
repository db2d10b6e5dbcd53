package io.heartbeat.metric;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;

/**
 * Pages as the bytes of their rows: the length of what follows, and that, deflated: the number of columns, and for each of
 * them the length of its name in UTF-8, the name, and the {@link Column}. One thread's; to be closed.
 */
final class Pages implements AutoCloseable {
    private static final int LONGEST = 16 << 20;

    private final Packing packing = new Packing();

    byte[] write(Page page) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(1024);
        Varints.put(plain, page.size());
        page.each((name, buckets) -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            Varints.put(plain, text.length);
            plain.writeBytes(text);
            Column.write(buckets, plain);
        });
        ByteArrayOutputStream row = new ByteArrayOutputStream(512);
        Varints.put(row, plain.size());
        row.writeBytes(packing.pack(plain.toByteArray(), null));
        return row.toByteArray();
    }

    /** The page of a row; what cannot be read of a damaged one is missing. */
    Page read(byte[] row) {
        Page page = new Page();
        try {
            ByteBuffer head = ByteBuffer.wrap(row);
            int length = Varints.getSize(head, LONGEST);
            byte[] plain = packing.unpack(row, head.position(), head.remaining(), length, null);
            ByteBuffer in = ByteBuffer.wrap(plain);
            int columns = Varints.getSize(in, Page.MOST);
            for (int i = 0; i < columns; i++) {
                byte[] name = new byte[Varints.getLength(in)];
                in.get(name);
                Summary[] buckets = Column.read(in);
                for (int bucket = 0; bucket < buckets.length; bucket++) {
                    if (buckets[bucket] != null) {
                        page.add(new String(name, StandardCharsets.UTF_8), bucket, buckets[bucket]);
                    }
                }
            }
        } catch (BufferUnderflowException | DataFormatException damaged) {
            System.getLogger(Pages.class.getName())
                    .log(System.Logger.Level.DEBUG, "a page of roll-ups is damaged", damaged);
        }
        return page;
    }

    @Override
    public void close() {
        packing.close();
    }
}
