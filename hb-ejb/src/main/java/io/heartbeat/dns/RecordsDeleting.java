package io.heartbeat.dns;

import java.util.function.Consumer;

/**
 * The records of a host that is down are about to be deleted; whoever knows better says so, before the observer returns.
 * Asked again at every look, so that nothing has to be remembered. This is how maintenance comes in.
 *
 * @param host name of the host
 * @param keep takes the reason, for people, why they must stay for now: {@code maintenance:3}
 */
public record RecordsDeleting(String host, Consumer<String> keep) {}
