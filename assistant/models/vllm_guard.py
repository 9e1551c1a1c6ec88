"""Keeps a server for as long as its parent lives; ``vllm_server`` runs this file as a script.

vLLM is several processes and several gigabytes. The guard leads their process
group and holds a pipe to the app: when the pipe closes, even because the app
was killed, the whole group goes.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Final

_GRACE_SECONDS: Final = 8.0
_WORKERS_GRACE_SECONDS: Final = 1.0


def _end_group(grace: float) -> None:
    os.killpg(0, signal.SIGTERM)
    time.sleep(grace)
    os.killpg(0, signal.SIGKILL)


def _end_when_input_closes() -> None:
    sys.stdin.buffer.read()
    _end_group(_GRACE_SECONDS)


def _outlive(_signal: int, _frame: object) -> None:
    """Take the signal meant for the group without ending."""


def main() -> None:
    """Run the command in the arguments; end its group when either side ends."""
    # A handler, unlike being deaf to the signal, is not inherited by the server.
    signal.signal(signal.SIGTERM, _outlive)
    server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)  # noqa: S603  (our parent's)
    threading.Thread(target=_end_when_input_closes, daemon=True).start()
    server.wait()
    _end_group(_WORKERS_GRACE_SECONDS)


if __name__ == "__main__":
    main()
