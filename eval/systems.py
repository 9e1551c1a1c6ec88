"""Any conversational recommender under test, behind one small protocol."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Protocol

import httpx

from assistant.reply import Event, Finished, Reply, Shown
from retrieval.items import Availability, Item, Price

TURN_SECONDS: Final = 120.0
"""How long a turn over HTTP may be silent before it is given up."""


class SystemUnderTestError(Exception):
    """A system did not answer as its interface says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A clarifying question.

    Attributes:
        text: The question.
        field: The field it asks about; empty where the system does not say.
        answers: What can be tapped, in the words that are then said.
    """

    text: str
    field: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system answered to one turn.

    Attributes:
        text: The lead.
        items: The list, best first, with the facts as the system shows them.
        explanations: Why an item is on the list, by item id.
        question: What it asks back, or None.
        first_card_seconds: From the shopper's words to the first item; None
            without items.
        done_seconds: To the end of the answer.
    """

    text: str
    items: tuple[Item, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict[str, str])
    question: Asked | None = None
    first_card_seconds: float | None = None
    done_seconds: float = 0.0


class Conversation(Protocol):
    """One open session."""

    def say(self, text: str) -> Answer:
        """Say something and wait for the whole answer.

        Raises:
            Exception: Whatever the system raises; a harness records it.
        """
        ...


class System(Protocol):
    """A recommender that can be talked to.

    Attributes:
        name: For the report.
    """

    name: str

    def open(self) -> Conversation:
        """Open a session that knows nothing of any other."""
        ...


class Responds(Protocol):
    """The part of Aisle's assistant that is needed here."""

    def open_session(self) -> str:
        """Open a session and return its id."""
        ...

    def respond(self, session_id: str, text: str) -> Iterable[Event]:
        """Answer a turn, event by event."""
        ...


class InProcess:
    """Aisle's assistant in this process."""

    def __init__(self, assistant: Responds, name: str = "aisle") -> None:
        """Take the assistant."""
        self.name = name
        self._assistant = assistant

    def open(self) -> Conversation:
        """Open a session."""
        return _InProcessConversation(self._assistant, self._assistant.open_session())


class _InProcessConversation:
    def __init__(self, assistant: Responds, session_id: str) -> None:
        self._assistant = assistant
        self._session_id = session_id

    def say(self, text: str) -> Answer:
        started = time.perf_counter()
        first: float | None = None
        reply: Reply | None = None
        for event in self._assistant.respond(self._session_id, text):
            match event:
                case Shown(shown) if shown.items and first is None:
                    first = time.perf_counter() - started
                case Finished(finished):
                    reply = finished
                case _:
                    pass
        if reply is None:
            raise SystemUnderTestError("the turn ended without its last event, Finished")
        return _answer_of(reply, first, time.perf_counter() - started)


def _answer_of(reply: Reply, first: float | None, done: float) -> Answer:
    question = reply.question
    return Answer(
        text=reply.text,
        items=tuple(ranked.item for ranked in reply.items),
        explanations={e.item_id: e.text for e in reply.explanations},
        question=None
        if question is None
        else Asked(question.text, question.field, tuple(a.text for a in question.answers)),
        first_card_seconds=first,
        done_seconds=done,
    )


def client_for(base_url: str) -> httpx.Client:
    """Return a client for a server, such as ``http://127.0.0.1:7860``; nothing is sent."""
    return httpx.Client(base_url=base_url, timeout=TURN_SECONDS)


class OverHttp:
    """Aisle behind its HTTP interface: JSON in, server-sent events out."""

    def __init__(self, client: httpx.Client, name: str = "aisle over http") -> None:
        """Take a client whose base URL is the server's; ``client_for`` makes one."""
        self.name = name
        self._client = client

    def open(self) -> Conversation:
        """Open a session.

        Raises:
            SystemUnderTestError: If the server refuses.
            httpx.HTTPError: If it can't be reached.
        """
        answer = self._client.post("/api/sessions")
        _check(answer)
        return _HttpConversation(self._client, str(answer.json()["session_id"]))


class _HttpConversation:
    def __init__(self, client: httpx.Client, session_id: str) -> None:
        self._client = client
        self._url = f"/api/sessions/{session_id}/turns"

    def say(self, text: str) -> Answer:
        started = time.perf_counter()
        first: float | None = None
        with self._client.stream("POST", self._url, json={"text": text}) as answer:
            if answer.is_error:
                answer.read()
            _check(answer)
            for name, data in _events(answer.iter_lines()):
                if name == "items" and data["items"] and first is None:
                    first = time.perf_counter() - started
                if name == "done":
                    return _answer_from(data, first, time.perf_counter() - started)
        raise SystemUnderTestError("the stream ended without its last event, done")


def _check(answer: httpx.Response) -> None:
    if answer.is_error:
        raise SystemUnderTestError(
            f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
        )


def _events(lines: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield the name and the data of each server-sent event; comments are skipped."""
    name, data = "message", list[str]()
    for line in lines:
        if not line and data:
            yield name, json.loads("\n".join(data))
        if not line:
            name, data = "message", []
        elif line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            data.append(line.removeprefix("data:").strip())


def _answer_from(reply: Mapping[str, Any], first: float | None, done: float) -> Answer:
    question = reply["question"]
    return Answer(
        text=reply["text"],
        items=tuple(_item_from(ranked["item"]) for ranked in reply["items"]),
        explanations={e["item_id"]: e["text"] for e in reply["explanations"]},
        question=None
        if question is None
        else Asked(
            question["text"], question["field"], tuple(a["text"] for a in question["answers"])
        ),
        first_card_seconds=first,
        done_seconds=done,
    )


def _item_from(message: Mapping[str, Any]) -> Item:
    attributes: Mapping[str, Sequence[str]] = message["attributes"]
    return Item(
        item_id=message["item_id"],
        family_id=message["family_id"],
        title=message["title"],
        description=message["description"],
        brand=message["brand"],
        category=tuple(message["category"]),
        price=_price_from(message["price"]),
        list_price=_price_from(message["list_price"]),
        availability=Availability(message["availability"]),
        stock=message["stock"],
        rating=message["rating"],
        rating_count=message["rating_count"],
        attributes={name: tuple(values) for name, values in attributes.items()},
        link=message["link"],
        version=message["version"],
    )


def _price_from(message: Mapping[str, str] | None) -> Price | None:
    if message is None:
        return None
    return Price(Decimal(message["amount"]), message["currency"])
