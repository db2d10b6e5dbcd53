package io.heartbeat.pump.sender.cloudwatch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** One log stream by AWS's client, which retries nothing by itself here: that is the pump's. For one thread. */
final class CloudWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CloudWatch.class.getName());

    private final CloudWatchPlan plan;
    private final CloudWatchLogsClient client;

    /** @throws IOException when neither configuration nor surroundings name a region */
    CloudWatch(CloudWatchPlan plan) throws IOException {
        this.plan = plan;
        try {
            this.client = client(plan);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static CloudWatchLogsClient client(CloudWatchPlan plan) {
        CloudWatchLogsClientBuilder builder = CloudWatchLogsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(plan.patience())
                        .socketTimeout(plan.patience()))
                .overrideConfiguration(
                        more -> more.apiCallTimeout(plan.patience()).retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (!plan.region().isEmpty()) {
            builder.region(Region.of(plan.region()));
        }
        if (!plan.keyId().isEmpty()) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(plan.keyId(), plan.secret())));
        }
        plan.endpoint().ifPresent(endpoint -> builder.endpointOverride(endpoint.uri()));
        return builder.build();
    }

    /** Makes group and stream where they are not there. */
    void prepare() throws IOException, InterruptedException {
        make(() -> client.createLogGroup(group -> group.logGroupName(plan.group())));
        make(() -> client.createLogStream(
                stream -> stream.logGroupName(plan.group()).logStreamName(plan.stream())));
    }

    /** Who may only write may find both there all the same. */
    private static void make(Supplier<?> call) throws IOException, InterruptedException {
        try {
            asked(call);
        } catch (IOException e) {
            if (e.getCause() instanceof ResourceAlreadyExistsException) {
                LOG.log(Level.TRACE, "it is there already");
            } else if (e.getCause() instanceof CloudWatchLogsException refused
                    && refused.awsErrorDetails() != null
                    && "AccessDeniedException".equals(refused.awsErrorDetails().errorCode())) {
                LOG.log(
                        Level.INFO,
                        "log group or stream may not be made, so they have to be there: {0}",
                        e.getMessage());
            } else {
                throw e;
            }
        }
    }

    /**
     * Writes events, which are in the order of their time and within AWS's bounds.
     *
     * @return what was not taken; null when all was
     * @throws RefusedContent when it is this content that is refused
     */
    RejectedLogEventsInfo put(List<InputLogEvent> events) throws IOException, InterruptedException {
        try {
            return asked(() -> client.putLogEvents(put -> put.logGroupName(plan.group())
                            .logStreamName(plan.stream())
                            .logEvents(events)))
                    .rejectedLogEventsInfo();
        } catch (IOException e) {
            if (e.getCause() instanceof InvalidParameterException) {
                throw new RefusedContent(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static <T> T asked(Supplier<T> call) throws IOException, InterruptedException {
        try {
            return call.get();
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("a call was ended");
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The events themselves are what AWS does not take. */
    static final class RefusedContent extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedContent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
