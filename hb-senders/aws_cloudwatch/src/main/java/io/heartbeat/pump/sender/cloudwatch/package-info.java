/**
 * The sender {@code aws_cloudwatch}: {@code PutLogEvents} of AWS CloudWatch Logs by AWS's own client, version 2. Limits and the
 * meaning of what is rejected: the API's reference.
 */
package io.heartbeat.pump.sender.cloudwatch;
