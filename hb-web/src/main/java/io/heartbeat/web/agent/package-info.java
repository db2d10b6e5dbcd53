/**
 * The files from which agents are installed and upgraded, for everybody who can reach the server: nothing in them is secret.
 * Over HTTP on the web port, behind whose proxy there is TLS, and over TLS of our own on {@code wss_port}.
 */
package io.heartbeat.web.agent;
