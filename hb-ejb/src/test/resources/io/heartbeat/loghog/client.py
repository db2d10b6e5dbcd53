"""Logs numbered messages, every other one compressed.

client.py udp|tcp|tls HOST PORT APP LOGGER SECRET COUNT [PEM CA]
"""
import logging
import select
import sys

sys.dont_write_bytecode = True  # It may run from the folder of sources.
from loghog import LoghogHandler


def main():
    transport, host, port, app, logger, secret, count = sys.argv[1:8]
    tls = {"pemfile": sys.argv[8], "cacert": sys.argv[9]} if transport == "tls" else None
    handler = LoghogHandler(app, host, int(port), transport != "udp", secret, hostname="python", ssl_info=tls, print_debug=True)
    handler.setFormatter(logging.Formatter("%(levelname)s - %(message)s"))
    log = logging.getLogger(logger)
    log.addHandler(handler)
    for number in range(int(count)):
        handler.compression = number % 2 == 1
        log.warning("jalapeño ✓ 😀 %d", number)
    if transport == "tls":
        unasked = select.select([handler.sock], [], [], 0)[0]
        print(handler.sock.version(), "unasked:", len(unasked), "tickets:", handler.sock.session.has_ticket)


main()
