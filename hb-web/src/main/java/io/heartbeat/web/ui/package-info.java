/**
 * The pages for people, as Faces pages: what {@code /live} and {@code /logs} show at first comes from here and needs no script. A
 * page that follows the live feed hands over to its script in {@code webapp/resources}, which speaks to {@code web.live}; where
 * people mostly act, as on {@code /alerts}, a script speaks to {@code web.api}, and the bean has only what it offers to choose. Nothing is kept of a
 * visitor on the server; whatever came from an agent is escaped by Facelets.
 */
package io.heartbeat.web.ui;
