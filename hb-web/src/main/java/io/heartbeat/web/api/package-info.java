/**
 * The JSON API under {@code /api/0}: one class per resource, written to the shapes of docs/HTTP_API.md. Every error, also one
 * that the container makes, leaves as application/problem+json with a stable type. Reads features of hb-ejb through their
 * read sides ({@code HostStates}, {@code Reports}); decides nothing itself.
 */
package io.heartbeat.web.api;
