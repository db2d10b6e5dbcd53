package io.heartbeat.pump.journald;

/**
 * What a reader met since it was opened.
 *
 * @param entries entries handed out
 * @param corrupted places that could not be read and were skipped: an entry or a part of one, or a run of them that one break
 *     hides; an entry handed out without its broken fields counts too
 * @param lost entries known to have gone unread: their file was deleted and had to be let go
 * @param filesOpen files held open now, deleted ones included
 * @param fallback whether {@code journalctl} reads in our place
 */
public record JournalTally(long entries, long corrupted, long lost, int filesOpen, boolean fallback) {}
