/**
 * The sender {@code google_cloud_logging}: {@code entries:write} of Google Cloud Logging's REST interface, version 2, without
 * Google's client library. Sources: the API's reference, "Using OAuth 2.0 for Server to Server Applications", and the
 * metadata server's documentation.
 */
package io.heartbeat.pump.sender.google;
