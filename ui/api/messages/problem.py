"""Errors as JSON."""

from ui.api.messages.message import Message


class Problem(Message):
    """What went wrong and what to do about it."""

    code: str
    message: str
    remedy: str


class ProblemMessage(Message):
    """The body of every answer that is not a success."""

    error: Problem
