"""A server that speaks the OpenAI protocol over a real socket and behaves as told."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[[dict], tuple[int, dict]]


def says(text, finish="stop"):
    """Answer every question with the same words."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "fake"}
    return lambda _: (200, {**whole, "choices": [choice], "usage": usage})


def refuses(status, message="no"):
    return lambda _: (status, {"error": {"message": message, "type": "error", "code": status}})


def dawdles(seconds, then):
    def behave(body):
        time.sleep(seconds)
        return then(body)

    return behave


class FakeOpenAIServer:
    """Keeps what was asked, by which key, and how much of it at once."""

    def __init__(self, behaviour: Behaviour, models=("fake",)):
        self.behaviour = behaviour
        self.models = models
        self.asked = []
        self.keys = []
        self.at_once = 0
        self._open = 0
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.root = f"http://127.0.0.1:{self._http.server_port}"
        self.url = f"{self.root}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self):
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _answer(self, body):
        with self._lock:
            self.asked.append(body)
            self._open += 1
            self.at_once = max(self.at_once, self._open)
        try:
            return self.behaviour(body)
        finally:
            with self._lock:
                self._open -= 1

    def _handler(self):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                fake.keys.append(self.headers.get("Authorization"))
                if self.path == "/v1/models":
                    self._send(200, {"data": [{"id": name} for name in fake.models]})
                else:
                    self._send(404, {})

            def do_POST(self):
                fake.keys.append(self.headers.get("Authorization"))
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self._send(*fake._answer(body))

            def _send(self, status, answer):
                content = json.dumps(answer).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # The client did not wait.

            def log_message(self, *_):
                pass

        return Handler


@contextmanager
def openai_server(behaviour, models=("fake",)):
    server = FakeOpenAIServer(behaviour, models)
    try:
        yield server
    finally:
        server.stop()
