package io.heartbeat.pump.sender.file;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.rolling.Alarm;
import io.heartbeat.rolling.RollingFile;
import java.io.IOException;

/** Appends the lines of a batch and syncs them before it acknowledges. */
final class FileSender implements Sender {
    private final RollingFile file;

    FileSender(RollingFile file) {
        this.file = file;
    }

    @Override
    public void send(Batch batch) throws IOException {
        int first = batch.next(0);
        while (first >= 0) {
            int end = endOfRun(batch, first);
            int offered = batch.start(end) - batch.start(first);
            int taken = file.write(batch.bytes(), batch.start(first), offered);
            if (!file.sync() || taken < offered) {
                throw new IOException(file.alarm().map(Alarm::reason).orElse(file.path() + " cannot be written"));
            }
            batch.acknowledgeBelow(end);
            first = batch.next(end);
        }
    }

    /** Items that are pending in a row lie in a row, too. */
    private static int endOfRun(Batch batch, int first) {
        int end = first + 1;
        while (end < batch.size() && batch.next(end) == end) {
            end++;
        }
        return end;
    }

    @Override
    public void tend() {
        file.tend();
    }

    @Override
    public boolean survivesFailure() {
        return true;
    }

    @Override
    public void close() {
        file.close();
    }
}
