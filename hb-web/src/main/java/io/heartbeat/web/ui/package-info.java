/**
 * The pages for people, as Faces pages that need no script: what a page shows at first comes from here. A page that follows
 * the live feed hands over to its script in {@code webapp/resources}, which speaks to {@code web.live}. Nothing is kept of a
 * visitor on the server; whatever came from an agent is escaped by Facelets.
 */
package io.heartbeat.web.ui;
