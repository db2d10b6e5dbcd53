/**
 * The live feed: what happens to hosts, pushed to whoever watches. {@link io.heartbeat.web.live.LiveFeed} hears the events of
 * hb-ejb and only marks; one pump thread turns marks into frames, each made once; every watcher has a bounded queue of its
 * own, so that none can slow the others or the ingest. Where the frames leave (a container's WebSocket, our own ports) is
 * behind {@link io.heartbeat.web.live.Wire}. Shapes: docs/HTTP_API.md, "Live feed".
 */
package io.heartbeat.web.live;
