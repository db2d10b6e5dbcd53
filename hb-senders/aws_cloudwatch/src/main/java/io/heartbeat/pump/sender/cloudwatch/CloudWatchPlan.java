package io.heartbeat.pump.sender.cloudwatch;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and as whom.
 *
 * @param group log group; made when it is not there
 * @param stream log stream; made when it is not there
 * @param region empty: as AWS's own client finds it
 * @param keyId with its secret; empty: credentials as AWS's own client finds them
 * @param secret of the key
 * @param endpoint absent: the region's
 * @param patience for one call
 */
record CloudWatchPlan(
        String group,
        String stream,
        String region,
        String keyId,
        String secret,
        Optional<WebAddress> endpoint,
        Duration patience)
        implements SenderPlan {
    static CloudWatchPlan from(Section keys) {
        String keyId = keys.text("aws_access_key_id", "").strip();
        String secret = keys.secret("aws_secret_access_key").orElse("").strip();
        if (keyId.isEmpty() != secret.isEmpty()) {
            String absent = keyId.isEmpty() ? "aws_access_key_id" : "aws_secret_access_key";
            keys.problem(absent, "is needed: key and secret go together, or both stay away");
        }
        return new CloudWatchPlan(
                needed(keys, "aws_cloudwatch_log_group", "[A-Za-z0-9_/.#-]{1,512}"),
                needed(keys, "aws_cloudwatch_log_stream", "[^:*\\p{Cntrl}]{1,512}"),
                region(keys),
                keyId,
                secret,
                keys.has("aws_cloudwatch_endpoint")
                        ? Optional.of(WebAddress.from(
                                keys,
                                "aws_cloudwatch_endpoint",
                                List.of("https", "http"),
                                "https://logs.eu-north-1.amazonaws.com"))
                        : Optional.empty(),
                keys.seconds(
                        "aws_cloudwatch_timeout",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10)));
    }

    private static String needed(Section keys, String key, String pattern) {
        String name = keys.text(key, "").strip();
        if (!name.matches(pattern)) {
            keys.problem(key, name.isEmpty() ? "is needed" : "cannot be such a name: AWS takes " + pattern);
        }
        return name;
    }

    private static String region(Section keys) {
        String region = keys.text("aws_region", "").strip();
        if (!region.matches("[a-z0-9-]*")) {
            keys.problem("aws_region", "must be the name of a region, such as eu-north-1");
            return "";
        }
        return region;
    }

    @Override
    public Sender open(SenderContext context) throws IOException, InterruptedException {
        CloudWatch cloud = new CloudWatch(this);
        try {
            cloud.prepare();
            return new CloudWatchSender(cloud);
        } catch (IOException | InterruptedException | RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "CloudWatchPlan[" + group + ", " + stream + ", " + region + "]";
    }
}
