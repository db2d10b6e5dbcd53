/**
 * Files that grow, followed through whatever is done to them: renamed, copied and truncated, deleted, replaced by one with
 * the same inode. For every shipper of files.
 *
 * <p>Start at {@link io.heartbeat.pump.follow.FollowedFile}: one name, and behind it one {@link
 * io.heartbeat.pump.follow.Generation} after the other. A generation is known by its inode and by what it holds at its
 * beginning and before the place that was read; its position moves only when somebody says that what lies before it has
 * arrived. What was made and renamed between two looks, or while nobody looked, is found by {@link
 * io.heartbeat.pump.follow.Beside}, because every other file is known. {@link io.heartbeat.pump.follow.PositionFile}
 * keeps positions across restarts. Nothing here waits or has a thread: whoever ships asks {@code look()} as often as it
 * likes.
 */
package io.heartbeat.pump.follow;
