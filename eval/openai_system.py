"""Any system that speaks the OpenAI protocol: an assistant, or a bare language model."""

import re
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from openai import OpenAI
from openai.types.chat import ChatCompletionMessage, ChatCompletionMessageParam

from eval.systems import Answer, Conversation, SystemUnderTestError, item_from
from retrieval.items import Item

SHORTEST_TITLE: Final = 2
"""Words that a title must have to be found in running text."""

_WORD: Final = re.compile(r"\w+")


class NamedItems:
    """Finds items that a text names by id or by title."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Take the catalogue."""
        self._by_words: dict[tuple[str, ...], Item] = {}
        for item in sorted(items, key=lambda item: item.item_id, reverse=True):
            for name in (item.item_id, item.title):
                words = _words(name)
                if len(words) >= SHORTEST_TITLE or name == item.item_id:
                    self._by_words[words] = item
        self._longest = max(map(len, self._by_words), default=0)

    def named_in(self, text: str) -> tuple[Item, ...]:
        """Return the items in the order they are first named, each once.

        The longest name counts: "Fellside Jacket, Red" is not "Fellside Jacket".
        Of items of one title the first by id is meant.
        """
        words, at = _words(text), 0
        found: dict[str, Item] = {}
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                item = self._by_words.get(words[at : at + length])
                if item is not None:
                    found.setdefault(item.item_id, item)
                    at += length - 1
                    break
            at += 1
        return tuple(found.values())


class OverOpenAI:
    """A chat completions endpoint.

    Items come from the answer's annotations where it has them as Aisle does
    (docs/api.md), else they are those that the text names.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        items: Sequence[Item],
        *,
        key: str = "none",
        instructions: str | None = None,
    ) -> None:
        """Take the endpoint; nothing is sent.

        Args:
            base_url: Such as ``http://127.0.0.1:8000/v1``.
            model: As the endpoint names it.
            items: The catalogue, to know items by name.
            key: If the endpoint wants one.
            instructions: The system message; None sends none.
        """
        self.name = f"{model} over openai"
        self._model = model
        self._named = NamedItems(items)
        self._instructions = instructions
        self._client = OpenAI(base_url=base_url, api_key=key, max_retries=0)

    def open(self) -> Conversation:
        """Open a session: the protocol has none, so the history is sent with every turn."""
        return _OpenAIConversation(self._client, self._model, self._named, self._instructions)


class _OpenAIConversation:
    def __init__(
        self, client: OpenAI, model: str, named: NamedItems, instructions: str | None
    ) -> None:
        self._client = client
        self._model = model
        self._named = named
        self._history: list[ChatCompletionMessageParam] = []
        if instructions is not None:
            self._history.append({"role": "system", "content": instructions})

    def say(self, text: str) -> Answer:
        self._history.append({"role": "user", "content": text})
        began = time.perf_counter()
        completion = self._client.chat.completions.create(
            model=self._model, messages=self._history, temperature=0
        )
        seconds = time.perf_counter() - began
        if not completion.choices:
            raise SystemUnderTestError("the completion has no choices")
        message = completion.choices[0].message
        words = message.content or ""
        self._history.append({"role": "assistant", "content": words})
        items = _annotated(message) or self._named.named_in(words)
        return Answer(
            text=words,
            items=items,
            first_card_seconds=seconds if items else None,
            done_seconds=seconds,
            tokens=completion.usage.total_tokens if completion.usage else None,
        )


def _annotated(message: ChatCompletionMessage) -> tuple[Item, ...]:
    extra: list[Mapping[str, Any]] = [
        annotation.model_extra or {} for annotation in message.annotations or ()
    ]
    ranked = [one["item"]["item"] for one in extra if "item" in one]
    return tuple(item_from(one) for one in ranked)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))
