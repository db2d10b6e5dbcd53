"""Stands for the original client's module of this name: the same class, arguments and manners, written from their description.

It keeps what it could not send (the newest max_buffer_size messages), and before each message looks whether the server has gone:
by select, and by reading one byte where there is something to read.
"""
import collections
import hashlib
import hmac
import json
import logging
import select
import socket
import ssl
import struct
import zlib


class LoghogHandler(logging.Handler):
    def __init__(self, app_name, host="localhost", port=5566, stream=True, secret=None, compression=False, hostname=None,
                 ssl_info=None, max_buffer_size=1024, print_debug=False):
        super().__init__()
        self.app_name, self.host, self.port, self.stream = app_name, host, port, stream
        self.secret, self.compression, self.ssl_info = secret, compression, ssl_info
        self.hostname = hostname or socket.gethostname()
        self.print_debug = print_debug
        self.waiting = collections.deque(maxlen=max_buffer_size)
        self.sock = None

    def emit(self, record):
        self.waiting.append(self.frame(record))
        try:
            while self.waiting:
                self.send(self.waiting[0])
                self.waiting.popleft()
        except OSError as broken:
            if self.print_debug:
                print(broken)
            self.hang_up()

    def frame(self, record):
        data = {
            "version": 1,
            "app_id": self.app_name,
            "module": record.name,
            "stamp": int(record.created),
            "nsecs": int(record.msecs * 10**6),
            "hostname": self.hostname,
            "body": self.format(record),
        }
        if self.secret:
            text = "".join(str(data[key]) for key in ("app_id", "module", "stamp", "nsecs", "body"))
            # The original's secret is text: one of bytes has no encode.
            data["signature"] = hmac.new(self.secret.encode("utf-8"), text.encode("utf-8"), hashlib.md5).hexdigest()
        payload = json.dumps(data).encode("utf-8")
        if self.compression:
            payload = zlib.compress(payload)
        return struct.pack("!LL", len(payload), 1 if self.compression else 0) + payload

    def send(self, frame):
        if self.sock is None:
            self.sock = self.connected()
        readable, writable, _ = select.select([self.sock], [self.sock], [], 0.25)
        if not writable:
            raise OSError("cannot write")
        if readable and self.sock.recv(1) == b"":
            raise OSError("the server has gone")
        self.sock.sendall(frame)

    def connected(self):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM if self.stream else socket.SOCK_DGRAM)
        sock.settimeout(1)
        if self.stream and self.ssl_info:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.load_verify_locations(self.ssl_info["cacert"])
            context.load_cert_chain(self.ssl_info["pemfile"])
            sock = context.wrap_socket(sock)
        sock.connect((self.host, self.port))
        return sock

    def hang_up(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None

    def close(self):
        self.hang_up()
        super().close()
