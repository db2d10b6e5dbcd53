/*
 * Sends messages to 127.0.0.1, over and over from a file, as fast or as evenly as asked.
 *
 * logblast tcp|udp PORT COUNT RATE FILE
 *   RATE  messages a second, 0 for full blast
 *   FILE  per message: u32 length in the machine's order, bytes
 *
 * Prints one line: sent, nanoseconds from first to last.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <signal.h>

#define BATCH 64

static void fail(const char *what) {
    fprintf(stderr, "logblast: %s: %s\n", what, strerror(errno));
    exit(2);
}

static uint64_t now_nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t) t.tv_sec * 1000000000ull + (uint64_t) t.tv_nsec;
}

static void pace(uint64_t begin, uint64_t sent, double rate) {
    if (rate <= 0) {
        return;
    }
    uint64_t due = begin + (uint64_t) (sent / rate * 1e9);
    uint64_t now = now_nanos();
    if (due > now + 50000) {
        struct timespec t = {.tv_sec = 0, .tv_nsec = (long) (due - now)};
        if (t.tv_nsec > 999999999) {
            t.tv_sec = t.tv_nsec / 1000000000;
            t.tv_nsec %= 1000000000;
        }
        nanosleep(&t, NULL);
    }
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: logblast tcp|udp PORT COUNT RATE FILE\n");
        return 1;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int stream = strcmp(argv[1], "tcp") == 0;
    uint64_t count = strtoull(argv[3], NULL, 10);
    double rate = atof(argv[4]);
    FILE *file = fopen(argv[5], "rb");
    if (!file) fail(argv[5]);
    static char bytes[4 << 20];
    static struct iovec messages[100000];
    size_t used = 0;
    uint32_t length, pool = 0;
    while (pool < 100000 && fread(&length, 4, 1, file) == 1 && used + length <= sizeof bytes) {
        if (fread(bytes + used, 1, length, file) != length) fail("short file");
        messages[pool].iov_base = bytes + used;
        messages[pool++].iov_len = length;
        used += length;
    }
    int fd = socket(AF_INET, stream ? SOCK_STREAM : SOCK_DGRAM, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *) &to, sizeof to) < 0) fail("connect");
    struct mmsghdr batch[BATCH];
    uint64_t sent = 0, begin = now_nanos();
    uint32_t next = 0;
    while (sent < count) {
        unsigned n = 0;
        while (n < BATCH && next + n < pool && sent + n < count) n++;
        if (stream) {
            char *at = messages[next].iov_base;
            size_t left = 0;
            for (unsigned i = 0; i < n; i++) left += messages[next + i].iov_len;
            while (left > 0) {
                ssize_t done = send(fd, at, left, MSG_NOSIGNAL);
                if (done < 0) fail("send");
                at += done;
                left -= done;
            }
        } else {
            memset(batch, 0, sizeof batch);
            for (unsigned i = 0; i < n; i++) {
                batch[i].msg_hdr.msg_iov = &messages[next + i];
                batch[i].msg_hdr.msg_iovlen = 1;
            }
            int done = sendmmsg(fd, batch, n, 0);
            if (done < 0) fail("sendmmsg");
            n = done;
        }
        sent += n;
        next = (next + n) % pool;
        pace(begin, sent, rate);
    }
    uint64_t nanos = now_nanos() - begin;
    if (stream) {
        shutdown(fd, SHUT_WR);
    }
    printf("%llu %llu\n", (unsigned long long) sent, (unsigned long long) nanos);
    close(fd);
    return 0;
}
