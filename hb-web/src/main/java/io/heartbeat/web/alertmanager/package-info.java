/**
 * {@code /api/v2/alerts} as Prometheus' Alertmanager has it, so that programs which know how to send alerts to one can send
 * them here. A servlet of its own: the JAX-RS application stands under {@code /api/0}.
 */
package io.heartbeat.web.alertmanager;
