package io.heartbeat.bench.run;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Report;
import java.io.IOException;

/** Raises net.core.rmem_max for the time of a run, if it is too low and this is root; says so, and puts it back. */
final class BufferLimit implements AutoCloseable {
    private final long before;
    private final boolean raised;
    private final Report report;

    BufferLimit(long wanted, Report report) throws IOException {
        this.report = report;
        before = Machine.receiveBufferLimit();
        raised = before < wanted && raise(wanted);
    }

    private boolean raise(long wanted) {
        try {
            Machine.receiveBufferLimit(wanted);
            report.say("net.core.rmem_max raised from " + before + " to " + wanted + " until the end of the run.");
            return true;
        } catch (IOException notRoot) {
            report.say("net.core.rmem_max is " + before + " and only root may raise it: all receivers get "
                    + "that much receive buffer instead of " + wanted + "; expect lower rates.");
            return false;
        }
    }

    @Override
    public void close() {
        if (!raised) {
            return;
        }
        try {
            Machine.receiveBufferLimit(before);
        } catch (IOException e) {
            report.say("net.core.rmem_max could not be set back to " + before + ": " + e.getMessage());
        }
    }
}
