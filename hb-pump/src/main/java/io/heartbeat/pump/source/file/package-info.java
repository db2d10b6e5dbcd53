/**
 * {@code source: file}: the lines of files that grow, each an entry, through whatever is done to the files.
 *
 * <p>{@code follow} finds the files again and holds them open; here lines are cut ({@link
 * io.heartbeat.pump.source.file.FileLines}), files take turns ({@link io.heartbeat.pump.source.file.FileStream}), and a place
 * is how far each of them was read ({@link io.heartbeat.pump.source.file.FilePlace}), so that one cursor resumes them all.
 */
package io.heartbeat.pump.source.file;
