"""The process that holds the embedded model; ``embedded_process`` runs this file as a script.

llama.cpp is native code: where it fails it may take its process down. Here that
process is a child, so the shop survives, a hung model can be ended, and the
memory is given back. The child reads one line of JSON from its input, answers
with one line (``{"url": ...}`` or ``{"problem": ...}``), serves the OpenAI
protocol on that loopback address to whoever knows the key, and ends when its
input closes, which also happens when the parent dies.
"""

import importlib
import json
import os
import sys
import time
from typing import Any

# Prompts are computed in pieces of this many tokens; between pieces a cancelled
# request is dropped and others advance. At 512 a cancelled long prompt was seen
# to hold the next one up for 5.9 s, at 64 for 0.7 s, and 64 is no slower.
_BATCH_TOKENS = 64
_PROMPT_CACHE_MIB = 256
_LOG_ERRORS_ONLY = 1
_LOWER_PRIORITY = 5
_LOG_SECONDS = 1.0
_LOG_POLL_SECONDS = 0.02


def _serve(order: dict[str, Any]) -> Any:  # noqa: ANN401  (the library ships no types)
    # Loaded here and not above, so that importing this module stays free of native code.
    xllamacpp: Any = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = order["model"]
    params.n_parallel = order["slots"]
    params.n_ctx = order["slots"] * order["slot_tokens"]
    params.n_batch = params.n_ubatch = _BATCH_TOKENS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = order["threads"]
    params.n_threads_http = order["slots"] + 2
    params.cache_ram_mib = _PROMPT_CACHE_MIB
    params.api_keys = [order["key"]]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.ui = params.endpoint_slots = params.endpoint_props = False
    params.verbosity = _LOG_ERRORS_ONLY
    return xllamacpp.Server(params)


def _await_log() -> None:
    """Wait until the native library has said why: its log is written by a thread of its own."""
    until = time.monotonic() + _LOG_SECONDS
    while not os.fstat(2).st_size and time.monotonic() < until:
        time.sleep(_LOG_POLL_SECONDS)


def main() -> None:
    """Load, tell the address, serve until the input closes."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever native code prints goes to the log, not into the answer.
    os.dup2(2, 1)
    order = json.loads(sys.stdin.readline())
    # The shop's own threads come first: a card must not wait for a sentence.
    os.nice(_LOWER_PRIORITY)
    try:
        server = _serve(order)
    except (RuntimeError, ValueError, OSError) as error:
        _await_log()
        print(json.dumps({"problem": str(error)}), file=answer, flush=True)
        sys.exit(1)
    print(json.dumps({"url": server.listening_address}), file=answer, flush=True)
    sys.stdin.read()
    # Nothing is left to save, and waiting for native threads could hang.
    os._exit(0)


if __name__ == "__main__":
    main()
