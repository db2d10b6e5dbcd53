/**
 * Composes the features: one reading of the configuration, its records handed to whoever injects them, the data source that
 * the servers pool. The only package that knows every feature; none knows it.
 */
package io.heartbeat.setup;
