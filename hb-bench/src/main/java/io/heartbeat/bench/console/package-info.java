/** The web console in a real browser: first paint, frames while hosts change, and the page of very many users. */
package io.heartbeat.bench.console;
