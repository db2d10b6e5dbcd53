package io.heartbeat.pump.sender.cloudwatch;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Halving;
import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.util.Arrays;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** Puts a batch by as few calls as AWS's bounds allow. What is too old or too new for AWS is poison. */
final class CloudWatchSender implements Sender {
    private final CloudWatch cloud;

    CloudWatchSender(CloudWatch cloud) {
        this.cloud = cloud;
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        Halving.send(batch, items -> put(batch, items));
    }

    private String put(Batch batch, int... items) throws IOException, InterruptedException {
        int[] pending =
                Arrays.stream(items).filter(item -> batch.next(item) == item).toArray();
        String refusal = null;
        for (Call call : Call.of(batch, pending)) {
            try {
                settle(batch, call, cloud.put(call.events()));
            } catch (CloudWatch.RefusedContent e) {
                refusal = e.getMessage();
            }
        }
        return refusal;
    }

    /** AWS says from where or up to where in a call events were not taken. */
    private static void settle(Batch batch, Call call, RejectedLogEventsInfo rejected) {
        int expired = rejected == null ? 0 : or(rejected.expiredLogEventEndIndex(), 0);
        int old = rejected == null ? 0 : or(rejected.tooOldLogEventEndIndex(), 0);
        int early = rejected == null
                ? call.items().size()
                : or(rejected.tooNewLogEventStartIndex(), call.items().size());
        for (int i = 0; i < call.items().size(); i++) {
            int item = call.items().get(i);
            if (i < expired) {
                batch.poison(item, "older than the log group keeps");
            } else if (i < old) {
                batch.poison(item, "too old: CloudWatch takes events of the last 14 days");
            } else if (i >= early) {
                batch.poison(item, "too new: CloudWatch takes events up to 2 hours ahead");
            } else {
                batch.acknowledge(item);
            }
        }
    }

    private static int or(Integer index, int otherwise) {
        return index == null ? otherwise : index;
    }

    @Override
    public void close() {
        cloud.close();
    }
}
