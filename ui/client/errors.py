"""What can go wrong between a program and the shop."""

from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus

import httpx
from pydantic import ValidationError

from ui.api.messages import ProblemMessage


class AisleError(Exception):
    """The shop refused; the message says what is wrong and what to do.

    Attributes:
        status: The HTTP status.
        code: The shop's word for it, such as ``unknown_session``.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        """Keep what the shop said; the arguments are the attributes."""
        super().__init__(message)
        self.status = status
        self.code = code


class AisleUnreachableError(AisleError):
    """The shop did not answer, or the line broke, however often it was tried."""

    def __init__(self, cause: str) -> None:
        """Say what happened last."""
        super().__init__(0, "unreachable", f"the shop can't be reached: {cause}")


RETRIED = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
"""Answers after which it is worth to ask again."""


class TryAgainError(Exception):
    """Asking again may help; only inside the client.

    Attributes:
        after: Seconds that the shop asked to wait; None where it did not say.
    """

    def __init__(self, cause: str, after: float | None = None) -> None:
        """Keep why, and how long to wait."""
        super().__init__(cause)
        self.after = after


@contextmanager
def a_broken_line_is_tried_again() -> Generator[None]:
    """Let a line that breaks inside be tried again.

    Raises:
        TryAgainError: If it breaks.
    """
    try:
        yield
    except httpx.TransportError as error:
        raise TryAgainError(str(error) or type(error).__name__) from error


@contextmanager
def given_up_at_last() -> Generator[None]:
    """Tell the caller of the client when nothing is tried again any more.

    Raises:
        AisleUnreachableError: If the last try failed as well.
    """
    try:
        yield
    except TryAgainError as error:
        raise AisleUnreachableError(str(error)) from error


def check(answer: httpx.Response) -> None:
    """Raise for an answer that is no success; its body must have been read.

    Raises:
        TryAgainError: If asking again may help.
        AisleError: If it will not.
    """
    if answer.is_success:
        return
    try:
        problem = ProblemMessage.model_validate_json(answer.content).error
    except ValidationError:
        code, message = "unexpected", f"{answer.url} answered {answer.status_code}"
    else:
        code, message = problem.code, f"{problem.message} {problem.remedy}"
    if answer.status_code in RETRIED:
        wait = answer.headers.get("retry-after", "")
        raise TryAgainError(message, float(wait) if wait.isdigit() else None)
    raise AisleError(answer.status_code, code, message)
