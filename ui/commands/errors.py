"""How a command fails: one line that says what is wrong and what to do."""

import os
import sys
from enum import IntEnum
from typing import Final

_OURS: Final = ("retrieval", "ranking", "assistant", "ui", "eval")


class ExitCode(IntEnum):
    """What the shell is told."""

    OK = 0
    FAILED = 1
    USAGE = 2
    UNEXPECTED = 70
    INTERRUPTED = 130


class CommandError(Exception):
    """A command can't do what was asked; the message says what to do."""


def is_debugging() -> bool:
    """Tell whether tracebacks are wanted (``AISLE_DEBUG=1``)."""
    return os.environ.get("AISLE_DEBUG", "") not in ("", "0")


def report(error: Exception) -> ExitCode:
    """Print an error in one line to the error output; return the exit code."""
    known = type(error).__module__.partition(".")[0] in _OURS or isinstance(error, OSError)
    text = " ".join(str(error).split()) or type(error).__name__
    if known:
        print(f"Error: {text}", file=sys.stderr)  # noqa: T201 - the terminal is the interface
        return ExitCode.FAILED
    print(  # noqa: T201 - the terminal is the interface
        f"Unexpected {type(error).__name__}: {text}\n"
        "This is a fault in Aisle: set AISLE_DEBUG=1 and run it again to see where.",
        file=sys.stderr,
    )
    return ExitCode.UNEXPECTED
