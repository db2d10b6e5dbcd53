package io.heartbeat.web.ui;

/**
 * How many hosts are in a state; choosing it filters by it.
 *
 * @param state the state's word in the API
 * @param word the state's word for people
 * @param count hosts in it
 * @param chosen whether the table is filtered by it
 * @param href where choosing it leads
 */
public record Counter(String state, String word, long count, boolean chosen, String href) {}
