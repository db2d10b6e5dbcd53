"""A LogHog client of the standard library alone, written from the definition of the frame: stands for the original one.

client.py udp|tcp|tls HOST PORT APP LOGGER SECRET COUNT [PEM CA]
"""
import hashlib
import hmac
import json
import logging
import socket
import ssl
import struct
import sys
import zlib


class Handler(logging.Handler):
    def __init__(self, transport, address, app, secret, pem=None, ca=None):
        super().__init__()
        self.transport, self.address, self.app, self.secret = transport, address, app, secret
        kind = socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM
        self.sock = socket.socket(socket.AF_INET, kind)
        if transport == "tls":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.load_verify_locations(ca)
            context.load_cert_chain(pem, pem)
            self.sock = context.wrap_socket(self.sock)
        self.sock.settimeout(5)
        self.sock.connect(address)

    def emit(self, record):
        data = {
            "version": 1,
            "app_id": self.app,
            "module": record.name,
            "stamp": int(record.created),
            "nsecs": int(record.msecs * 10**6),
            "hostname": "python",
            "body": self.format(record),
        }
        if self.secret:
            text = "".join(str(data[key]) for key in ("app_id", "module", "stamp", "nsecs", "body"))
            data["signature"] = hmac.new(self.secret.encode(), text.encode("utf-8"), hashlib.md5).hexdigest()
        payload, flags = json.dumps(data).encode("utf-8"), 0
        if record.args and record.args[0] % 2:
            payload, flags = zlib.compress(payload), 1
        self.probe()
        self.sock.sendall(struct.pack("!LL", len(payload), flags) + payload)

    def probe(self):
        """As the original does before it sends: a read of one byte, to see whether the server has gone."""
        if self.transport == "udp":
            return
        self.sock.settimeout(0)
        try:
            if self.sock.recv(1) == b"":
                raise ConnectionError("the server has gone")
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            self.sock.settimeout(5)


def main():
    transport, host, port, app, logger, secret, count = sys.argv[1:8]
    handler = Handler(transport, (host, int(port)), app, secret, *sys.argv[8:10])
    handler.setFormatter(logging.Formatter("%(levelname)s - %(message)s"))
    log = logging.getLogger(logger)
    log.addHandler(handler)
    for number in range(int(count)):
        log.warning("jalapeño ✓ 😀 %d", number)
    if transport == "tls":
        handler.probe()
        print(handler.sock.version(), "tickets:", handler.sock.session.has_ticket)
    handler.sock.close()


main()
