package io.heartbeat.web.ui;

import java.util.List;

/**
 * The roles of one user on the hosts that are shown.
 *
 * @param fullName empty when it says nothing more than the name
 */
public record RoleRow(String user, String fullName, List<RoleCell> cells) {}
