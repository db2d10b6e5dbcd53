/**
 * LogHamster's dialogue: lines in both directions, then a file's bytes until the sender ends. Spoken as v0.2.1 of the
 * original speaks it, with an extension that old peers pass over: a stream that can be resumed ({@code v:2}).
 *
 * <p>Pure: texts in, values out; no sockets. What arrives is hostile, so everything has a bound and a refusal in the
 * dialogue's own words. Source: docs/LOGHAMSTER.md, "The dialogue".
 */
package io.heartbeat.wire.loghamster;
