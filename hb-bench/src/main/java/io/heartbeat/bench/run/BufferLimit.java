package io.heartbeat.bench.run;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Report;
import java.io.IOException;

/** Raises net.core.rmem_max for the time of a run, if it is too low and this is root; says so, and puts it back. */
final class BufferLimit implements AutoCloseable {
    private final long before;
    private final boolean raised;
    private final Report report;
    private final Thread hook = new Thread(this::restore, "restore-rmem_max");

    BufferLimit(long wanted, Report report) throws IOException {
        this.report = report;
        before = Machine.receiveBufferLimit();
        raised = before < wanted && raise(wanted);
        if (raised) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
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

    private void restore() {
        try {
            Machine.receiveBufferLimit(before);
        } catch (IOException e) {
            report.say("net.core.rmem_max could not be set back to " + before + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (!raised) {
            return;
        }
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is running: it has done the same.
            return;
        }
    }
}
