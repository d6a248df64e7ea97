"""A mail server of a few lines that keeps what it is given."""

import random
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes


@dataclass(slots=True)
class Sink:
    """A mail server of a few lines: it takes every mail and counts their Message-IDs."""

    port: int
    taken: Counter[str] = field(default_factory=Counter)
    raw: list[bytes] = field(default_factory=list)
    stalled: threading.Event = field(default_factory=threading.Event)
    refuses: bool = False
    breaks: bool = False
    slow: float = 0.0
    stalls: str = ""
    """`MAIL` or `TAKEN`: from there on it says nothing any more, until the client is gone."""


@contextmanager
def a_sink() -> Iterator[Sink]:
    """The server, on a port of its own of this machine."""
    sink = Sink(0)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            speak(self, sink)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
            thread.join()


def speak(line: socketserver.StreamRequestHandler, sink: Sink) -> None:
    """As much of SMTP as a client needs to hand over its mails."""
    answer = {b"EHLO": b"250 sink", b"HELO": b"250 sink", b"MAIL": b"250 ok", b"RSET": b"250 ok"}
    try:
        line.wfile.write(b"220 sink\r\n")
        while words := line.rfile.readline():
            verb = words[:4].upper()
            if verb == b"MAIL" and sink.stalls == "MAIL":
                sink.stalled.set()
                line.rfile.read()
                return
            if verb == b"DATA":
                if not take(line, sink):
                    return
            elif verb == b"QUIT":
                line.wfile.write(b"221 bye\r\n")
                return
            elif verb == b"RCPT":
                line.wfile.write(b"550 unknown\r\n" if sink.refuses else b"250 ok\r\n")
            else:
                line.wfile.write(answer.get(verb, b"502 no") + b"\r\n")
    except OSError:
        return


def take(line: socketserver.StreamRequestHandler, sink: Sink) -> bool:
    """Take one mail; it counts from when the last dot came, whether or not the client hears so."""
    line.wfile.write(b"354 go on\r\n")
    lines = []
    while (words := line.rfile.readline()) and words.rstrip(b"\r\n") != b".":
        lines.append(words)
    if not words:
        return False
    sink.taken[message_from_bytes(b"".join(lines))["Message-ID"].strip()] += 1
    sink.raw.append(b"".join(lines))
    if sink.slow:
        time.sleep(random.uniform(0, sink.slow))
    if sink.breaks:
        return False
    if sink.stalls == "TAKEN":
        sink.stalled.set()
        line.rfile.read()
        return False
    line.wfile.write(b"250 taken\r\n")
    return True
