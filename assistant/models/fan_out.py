"""Ask a chat model several things at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.models.chat_model import (
    ChatModelError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
    ChatRequest,
)
from assistant.models.circuit import Circuit


def ask_each(
    ask: Callable[[ChatRequest], str], requests: Sequence[ChatRequest], at_once: int
) -> list[str | ChatModelError]:
    """Ask them side by side and wait for all.

    Args:
        ask: Answers one request within its time-out or raises
            ``ChatModelError``; called from several threads.
        requests: May be empty.
        at_once: Most requests under way together, at least 1. A request that
            has to wait for its turn starts its time-out late, so give as many
            as the caller can bear to wait for together.

    Returns:
        In the order of ``requests``, each one's answer or its error.
    """

    def answer(request: ChatRequest) -> str | ChatModelError:
        try:
            return ask(request)
        except ChatModelError as error:
            return error

    if len(requests) <= 1:
        return [answer(request) for request in requests]
    with ThreadPoolExecutor(min(at_once, len(requests)), "chat-model") as pool:
        return list(pool.map(answer, requests))


def ask_guarded(
    circuit: Circuit,
    ask: Callable[[ChatRequest], str],
    requests: Sequence[ChatRequest],
    *,
    at_once: int,
) -> list[str | ChatModelError]:
    """Ask them side by side unless the circuit is open, and tell it how they fared.

    The requests count as one call. It failed if every one of them ran into its
    time-out or found nobody; an answer that cannot be used is still a sign of
    life.
    """
    if not requests:
        return []
    if not circuit.admit():
        rest = circuit.resting()
        problem = f"the language model did not answer lately; next try in {rest:.0f} s"
        return [ChatModelUnavailableError(problem) for _ in requests]
    answers = ask_each(ask, requests, at_once)
    silent = (ChatModelTimeoutError, ChatModelUnavailableError)
    if all(isinstance(answer, silent) for answer in answers):
        circuit.failed()
    else:
        circuit.succeeded()
    return answers
