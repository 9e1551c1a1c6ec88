"""A line between browser and server that a test can cut in the middle of an answer."""

import contextlib
import selectors
import socket
import threading


class BreakableLine:
    """Passes bytes between clients and a server until it is cut.

    While cut, nothing gets through: what was open is closed, what is new refused.
    ``swallow`` is the worse break: the line stays open, and says nothing any more.
    ``hold`` makes what the server sends late from some words on, until ``release``.
    """

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._is_cut = False
        self._swallows = False
        self._late: bytes | None = None
        self._released = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut(self) -> None:
        with self._lock:
            self._is_cut = True
            self._drop_all()

    def swallow(self) -> None:
        self._swallows = True

    def hold(self, words: bytes) -> None:
        self._late = words

    def release(self) -> None:
        self._late = None
        self._released.set()

    def mend(self) -> None:
        with self._lock:
            self._is_cut = self._swallows = False

    def close(self) -> None:
        self._listener.close()
        self.release()
        self.cut()

    def _drop_all(self) -> None:
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if self._is_cut:
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._target_port))
                self._open |= {client, server}
            threading.Thread(target=self._pass, args=(client, server), daemon=True).start()

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), selectors.DefaultSelector() as selector:
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            while self._pass_some(selector):
                pass
        with self._lock:
            for one in (client, server):
                one.close()
                self._open.discard(one)

    def _pass_some(self, selector: selectors.BaseSelector) -> bool:
        for key, _ in selector.select():
            data = key.fileobj.recv(65536)
            if not data:
                return False
            if not self._swallows:
                self._hand_on(data, key.data)
        return True

    def _hand_on(self, data: bytes, to: socket.socket) -> None:
        if self._late and self._late in data:
            at = data.index(self._late)
            to.sendall(data[:at])
            self._released.wait(60)
            data = data[at:]
        to.sendall(data)
