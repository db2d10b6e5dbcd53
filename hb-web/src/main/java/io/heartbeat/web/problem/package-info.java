/** Errors as HTTP tells them: one list of kinds with stable names, for the API, the gate and the container's own errors. */
package io.heartbeat.web.problem;
