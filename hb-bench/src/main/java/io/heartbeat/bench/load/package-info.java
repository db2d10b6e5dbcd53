/**
 * The load: which datagrams, how many a second, until when. Everything is composed before the clock starts, so that the
 * generator is not what is measured; each message carries a number, so that nothing lost, doubled or cut can hide.
 *
 * <p>Two senders: {@link io.heartbeat.bench.load.NativeSender}, a small C program that the bench compiles when gcc is there,
 * because one system call for each datagram from Java ends below what a receiver can take; and
 * {@link io.heartbeat.bench.load.JavaSender} where it is not. Traffic goes to 127.0.0.1 only.
 */
package io.heartbeat.bench.load;
