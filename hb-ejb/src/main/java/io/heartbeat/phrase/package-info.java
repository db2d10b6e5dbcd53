/**
 * The sentences that the server itself writes as reasons of what happened. They are stored and told in English, as text; what
 * shows them to people reads them back and says them in the reader's language. Knows no feature. Start at
 * {@link io.heartbeat.phrase.Phrase}.
 */
package io.heartbeat.phrase;
