package io.heartbeat.pump.follow;

/**
 * How far one generation of a file has arrived, and how to find that generation again.
 *
 * @param id lasting name of the generation, never given to another one of the same path
 * @param key where it was
 * @param head what it begins with
 * @param offset everything before it has arrived, bytes
 * @param tail what stands before the offset
 * @param modified when it was last written as far as was seen, milliseconds since 1970
 */
public record FilePosition(String id, FileKey key, Print head, long offset, Print tail, long modified) {}
