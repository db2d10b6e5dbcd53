/*
 * Sends precomposed datagrams to 127.0.0.1 as fast or as evenly as asked, beyond what sendmmsg reaches: runs of equal
 * length leave in one system call by UDP_SEGMENT (udp(7)), others by sendmmsg(2).
 *
 * blast PORT RATE SECONDS COUNT FIRST SOCKETS SEGMENT POOL
 *   RATE     datagrams a second, 0 for full blast
 *   FIRST    number of the first message; message i carries FIRST + i, nine digits
 *   SEGMENT  1 to use UDP_SEGMENT, 0 for sendmmsg alone
 *   POOL     "HBP1", u32 count, then per datagram: u32 length, i32 place of the number or -1, u32 socket, bytes
 *
 * Prints one line: sent, nanoseconds from first to last, refused sends, milliseconds given up because it came too late.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif
#define BATCH 64
#define LARGEST_SEND 65000
#define DIGITS 9
#define LATE_NANOS 50000000ull

struct datagram {
    uint32_t length;
    int32_t number_at;
    uint32_t socket;
    unsigned char *bytes;
};

static struct datagram *pool;
static uint32_t pool_size;

static void fail(const char *what) {
    fprintf(stderr, "blast: %s: %s\n", what, strerror(errno));
    exit(2);
}

static uint64_t now_nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t) t.tv_sec * 1000000000ull + (uint64_t) t.tv_nsec;
}

static void sleep_until(uint64_t nanos) {
    struct timespec t = {.tv_sec = (time_t) (nanos / 1000000000ull), .tv_nsec = (long) (nanos % 1000000000ull)};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

static void read_pool(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) fail(path);
    size_t size = (size_t) status.st_size;
    unsigned char *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (at == MAP_FAILED) fail("mmap");
    close(file);
    unsigned char *end = at + size;
    if (size < 8 || memcmp(at, "HBP1", 4) != 0) {
        errno = EINVAL;
        fail(path);
    }
    memcpy(&pool_size, at + 4, 4);
    at += 8;
    pool = calloc(pool_size, sizeof *pool);
    if (pool == NULL || pool_size == 0) fail("pool");
    for (uint32_t i = 0; i < pool_size; i++) {
        if (end - at < 12) {
            errno = EINVAL;
            fail(path);
        }
        memcpy(&pool[i].length, at, 4);
        memcpy(&pool[i].number_at, at + 4, 4);
        memcpy(&pool[i].socket, at + 8, 4);
        pool[i].bytes = at + 12;
        if (end - pool[i].bytes < (ptrdiff_t) pool[i].length) {
            errno = EINVAL;
            fail(path);
        }
        at = pool[i].bytes + pool[i].length;
    }
}

/* A connected socket that refuses what comes back: acknowledgements are not this program's business, and left lying in
 * the socket they would count as losses of the kernel. */
static int open_socket(int port) {
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s < 0) fail("socket");
    struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
    struct sock_fprog program = {.len = 1, .filter = &nothing};
    if (setsockopt(s, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) != 0) fail("filter");
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(s, (struct sockaddr *) &to, sizeof to) != 0) fail("connect");
    return s;
}

static void number(struct datagram *d, uint64_t value) {
    if (d->number_at < 0) return;
    for (int i = DIGITS - 1; i >= 0; i--) {
        d->bytes[d->number_at + i] = (unsigned char) ('0' + value % 10);
        value /= 10;
    }
}

/* How many messages from the i-th on may leave together: one socket, and one length if they are to be segments. */
static unsigned together(uint64_t i, uint64_t most, int segment) {
    struct datagram *first = &pool[i % pool_size];
    size_t bytes = first->length;
    unsigned n = 1;
    while (n < most && n < BATCH && n < pool_size) {
        struct datagram *next = &pool[(i + n) % pool_size];
        bytes += next->length;
        if (next->socket != first->socket || (segment && (next->length != first->length || bytes > LARGEST_SEND))) break;
        n++;
    }
    return n;
}

static long send_segments(int s, struct iovec *parts, unsigned n) {
    char control[CMSG_SPACE(sizeof(uint16_t))] = {0};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = n};
    if (n > 1) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = IPPROTO_UDP;
        header->cmsg_type = UDP_SEGMENT;
        header->cmsg_len = CMSG_LEN(sizeof(uint16_t));
        uint16_t length = (uint16_t) parts[0].iov_len;
        memcpy(CMSG_DATA(header), &length, sizeof length);
    }
    return sendmsg(s, &message, 0) < 0 ? -1 : (long) n;
}

static long send_each(int s, struct iovec *parts, unsigned n) {
    struct mmsghdr messages[BATCH];
    memset(messages, 0, n * sizeof *messages);
    for (unsigned k = 0; k < n; k++) {
        messages[k].msg_hdr.msg_iov = &parts[k];
        messages[k].msg_hdr.msg_iovlen = 1;
    }
    return sendmmsg(s, messages, n, 0);
}

int main(int argc, char **argv) {
    if (argc != 9) {
        fprintf(stderr, "usage: blast PORT RATE SECONDS COUNT FIRST SOCKETS SEGMENT POOL\n");
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_TIMERSLACK, 1000ul);
    double rate = atof(argv[2]);
    uint64_t limit = (uint64_t) (atof(argv[3]) * 1e9), count = strtoull(argv[4], NULL, 10);
    uint64_t first = strtoull(argv[5], NULL, 10);
    unsigned sockets = (unsigned) atoi(argv[6]);
    int segment = atoi(argv[7]);
    read_pool(argv[8]);
    int *sock = calloc(sockets, sizeof *sock);
    for (unsigned i = 0; i < sockets; i++) sock[i] = open_socket(atoi(argv[1]));

    double burst = rate / 5000;
    if (burst < 1) burst = 1;
    if (burst > BATCH) burst = BATCH;
    uint64_t sent = 0, refused = 0, late = 0, begin = now_nanos(), start = begin, last = begin;
    while (sent < count && refused < 10000) {
        uint64_t now = now_nanos();
        if (now - begin >= limit) break;
        uint64_t due = count;
        if (rate > 0) {
            double passed = (double) (now - start) * rate / 1e9;
            due = passed < (double) count ? (uint64_t) passed : count;
            if (due < count && (due <= sent || (double) (due - sent) < burst)) {
                uint64_t wake = start + (uint64_t) (((double) sent + burst) * 1e9 / rate) + 1;
                sleep_until(wake < begin + limit ? wake : begin + limit);
                continue;
            }
            uint64_t behind = now - start - (uint64_t) ((double) sent * 1e9 / rate);
            if (behind > LATE_NANOS) { /* it cannot keep the pace: no flood to catch up */
                start += behind;
                late += behind / 1000000;
                continue;
            }
        }
        unsigned n = together(sent, due - sent, segment);
        struct iovec parts[BATCH];
        for (unsigned k = 0; k < n; k++) {
            struct datagram *d = &pool[(sent + k) % pool_size];
            number(d, first + sent + k);
            parts[k].iov_base = d->bytes;
            parts[k].iov_len = d->length;
        }
        int s = sock[pool[sent % pool_size].socket % sockets];
        long done = segment ? send_segments(s, parts, n) : send_each(s, parts, n);
        if (done < 0) {
            if (segment && errno == EINVAL) {
                segment = 0; /* a kernel without UDP_SEGMENT */
            } else {
                refused++;
            }
            continue;
        }
        sent += (uint64_t) done;
        last = now_nanos();
    }
    printf("%llu %llu %llu %llu\n", (unsigned long long) sent, (unsigned long long) (last - begin),
            (unsigned long long) refused, (unsigned long long) late);
    return 0;
}
