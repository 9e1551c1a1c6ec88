"""Any conversational recommender under test, behind one small protocol."""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, Protocol

import httpx

from assistant.reply import Event, Explained, Finished, Reply, Shown
from assistant.stages import Stage
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
        first_sentence_seconds: To the first explanation; None without any, or
            where the system does not tell.
        stage_seconds: What the stages took, by name, where the system tells.
        tokens: What a language model read and wrote for it; None where that is
            not known.
    """

    text: str
    items: tuple[Item, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict[str, str])
    question: Asked | None = None
    first_card_seconds: float | None = None
    done_seconds: float = 0.0
    first_sentence_seconds: float | None = None
    stage_seconds: Mapping[str, float] = field(default_factory=dict[str, float])
    tokens: int | None = None


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


class Stopwatch:
    """Sums up what the stages of a turn took."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def observe(self, stage: Stage, seconds: float) -> None:
        """Add a stage's seconds; an ``Observer`` as an assistant takes one."""
        self._seconds[stage.value] += seconds

    def take(self) -> dict[str, float]:
        """Return the sums, by stage, and begin anew."""
        taken = dict(self._seconds)
        self._seconds.clear()
        return taken


class InProcess:
    """Aisle's assistant in this process, one turn at a time."""

    def __init__(
        self, assistant: Responds, name: str = "aisle", stopwatch: Stopwatch | None = None
    ) -> None:
        """Take the assistant, and the stopwatch that it is observed by, if any."""
        self.name = name
        self._assistant = assistant
        self._stopwatch = stopwatch or Stopwatch()

    def open(self) -> Conversation:
        """Open a session."""
        session_id = self._assistant.open_session()
        return _InProcessConversation(self._assistant, session_id, self._stopwatch)


class _InProcessConversation:
    def __init__(self, assistant: Responds, session_id: str, stopwatch: Stopwatch) -> None:
        self._assistant = assistant
        self._session_id = session_id
        self._stopwatch = stopwatch

    def say(self, text: str) -> Answer:
        self._stopwatch.take()
        times = _Times()
        reply: Reply | None = None
        for event in self._assistant.respond(self._session_id, text):
            match event:
                case Shown(shown) if shown.items:
                    times.card_came()
                case Explained():
                    times.sentence_came()
                case Finished(finished):
                    reply = finished
                case _:
                    pass
        if reply is None:
            raise SystemUnderTestError("the turn ended without its last event, Finished")
        return replace(_answer_of(reply), **times.ended(), stage_seconds=self._stopwatch.take())


class _Times:
    """When the parts of an answer came, from the moment this was made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._card: float | None = None
        self._sentence: float | None = None

    def card_came(self) -> None:
        self._card = self._card or time.perf_counter() - self._began

    def sentence_came(self) -> None:
        self._sentence = self._sentence or time.perf_counter() - self._began

    def ended(self) -> dict[str, Any]:
        """Return the seconds by their names in an ``Answer``."""
        return {
            "first_card_seconds": self._card,
            "first_sentence_seconds": self._sentence,
            "done_seconds": time.perf_counter() - self._began,
        }


def _answer_of(reply: Reply) -> Answer:
    question = reply.question
    return Answer(
        text=reply.text,
        items=tuple(ranked.item for ranked in reply.items),
        explanations={e.item_id: e.text for e in reply.explanations},
        question=None
        if question is None
        else Asked(question.text, question.field, tuple(a.text for a in question.answers)),
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
        times = _Times()
        with self._client.stream("POST", self._url, json={"text": text}) as answer:
            if answer.is_error:
                answer.read()
            _check(answer)
            for name, data in _events(answer.iter_lines()):
                if name == "items" and data["items"]:
                    times.card_came()
                if name == "explanation":
                    times.sentence_came()
                if name == "done":
                    return replace(_answer_from(data), **times.ended())
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


def _answer_from(reply: Mapping[str, Any]) -> Answer:
    question = reply["question"]
    return Answer(
        text=reply["text"],
        items=tuple(item_from(ranked["item"]) for ranked in reply["items"]),
        explanations={e["item_id"]: e["text"] for e in reply["explanations"]},
        question=None
        if question is None
        else Asked(
            question["text"], question["field"], tuple(a["text"] for a in question["answers"])
        ),
    )


def item_from(message: Mapping[str, Any]) -> Item:
    """Return the item of one of the interface's messages."""
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
