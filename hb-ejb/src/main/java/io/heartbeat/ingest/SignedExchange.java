package io.heartbeat.ingest;

import java.util.function.Predicate;

/**
 * A host has just proven, by a fresh signed message, that it is there: it can be told something now, signed as well.
 *
 * @param host canonical name of the host
 * @param line seals a message and sends it to where the host's own came from; whether the network took it. Only valid
 *     until the observer returns
 */
public record SignedExchange(String host, Predicate<byte[]> line) {}
