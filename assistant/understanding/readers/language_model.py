"""The language model as a reader: it marks spans of the turn, the lexicon grounds them.

The model is asked for little, so that small ones manage: the act, and for each
thing wanted or refused the words it stands in and the plain word for it. What
that word means in this catalogue is looked up, never taken from the model.
"""

import time
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from assistant.intent import Act, Exclude, Operation, Prefer, Require, Set
from assistant.models.chat_model import ChatModel, ChatModelError, ChatRequest, Readiness
from assistant.understanding.readers.audience_values import audience_values
from assistant.understanding.readers.cuts import is_wish
from assistant.understanding.readers.fields import adds_up
from assistant.understanding.readers.lexicon import Lexicon
from assistant.understanding.readers.word_forms import noun_stem, words
from assistant.understanding.reading import Moment, Reading
from assistant.untrusted import fence
from retrieval.constraints import BRAND, CATEGORY, Constraint, Operator, Preference, Source
from retrieval.vocabulary import Vocabulary

_READ_CHARACTERS: Final = 600
_MOST_WISHES: Final = 8
_MAX_TOKENS: Final = 200
_SHORTEST: Final = 0.05
_REPAIR: Final = "\nYour last answer was not JSON of that form. Answer again, JSON only."
_AUDIENCES: Final = ("men", "women", "kids")

_Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class _Kind(StrEnum):
    MUST = "must"
    NICE = "nice"
    AVOID = "avoid"


class _Wish(BaseModel):
    model_config = ConfigDict(extra="ignore")

    words: _Phrase
    means: _Phrase
    kind: _Kind


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    act: Act
    wishes: list[_Wish]


_SCHEMA: Final = {
    "type": "object",
    "properties": {
        "act": {"enum": [act.value for act in Act]},
        "wishes": {
            "type": "array",
            "maxItems": _MOST_WISHES,
            "items": {
                "type": "object",
                "properties": {
                    "words": {"type": "string", "maxLength": 120},
                    "means": {"type": "string", "maxLength": 40},
                    "kind": {"enum": [kind.value for kind in _Kind]},
                },
                "required": ["words", "means", "kind"],
            },
        },
    },
    "required": ["act", "wishes"],
}


class LanguageModelReader:
    """Reads a turn with a chat model.

    Attributes:
        name: For people and reports.
    """

    def __init__(self, model: ChatModel, timeout: float) -> None:
        """Take the model.

        Args:
            model: Asked at most twice a turn.
            timeout: Seconds a turn may take where the caller sets no limit.
        """
        self.name = f"language model {model.name}"
        self._model = model
        self._timeout = timeout
        self._lexicon = Lexicon(Vocabulary())

    def ready(self) -> bool:
        """Tell at once whether the model can be asked now."""
        return self._model.status().readiness is Readiness.READY

    def read(self, moment: Moment, seconds: float | None = None) -> Reading:
        """Read the turn; see ``Reader.read``.

        An answer that does not validate is asked for once more in the time left.
        A model that fails or answers nothing usable gives an empty reading.
        """
        answer = self._answer(moment.text, seconds or self._timeout)
        if answer is None:
            return Reading(Act.CHAT, language=moment.intent.language, sure=False)
        if self._lexicon.vocabulary is not moment.vocabulary:
            self._lexicon = Lexicon(moment.vocabulary)
        operations = (
            operation
            for wish in answer.wishes[:_MOST_WISHES]
            for operation in _operations(wish, moment, self._lexicon)
        )
        return Reading(answer.act, tuple(operations), language=moment.intent.language)

    def _answer(self, text: str, seconds: float) -> _Answer | None:
        deadline = time.monotonic() + seconds
        content = fence("message", text, _READ_CHARACTERS)
        for attempt in (content, content + _REPAIR):
            left = deadline - time.monotonic()
            if left < _SHORTEST:
                return None
            request = ChatRequest(_instructions(), attempt, _MAX_TOKENS, left, _SCHEMA)
            try:
                return _Answer.model_validate_json(self._model.complete(request))
            except ValidationError:
                continue
            except ChatModelError:
                return None
        return None


@cache
def _instructions() -> str:
    prompt = files("assistant.understanding.prompts").joinpath("understand.en.txt")
    return prompt.read_text(encoding="utf-8").strip()


def _operations(wish: _Wish, moment: Moment, lexicon: Lexicon) -> Iterator[Operation]:
    """Ground one wish in the catalogue; one it has no word for stays in words."""
    source = Source(moment.turn, wish.words)
    averse = wish.kind is _Kind.AVOID
    field, values = _meaning(wish.means, moment.vocabulary, lexicon)
    if field is None:
        yield Prefer(Preference(wish.words, source, averse=averse))
    elif wish.kind is _Kind.NICE or (is_wish(field, values) and not averse):
        yield Prefer(Preference(wish.words, source, field, values))
    elif averse:
        yield Exclude(Constraint(field, Operator.NONE_OF, source, values))
    else:
        constraint = Constraint(field, Operator.ANY_OF, source, values)
        yield Require(constraint) if adds_up(field) else Set(constraint)


def _meaning(
    means: str, vocabulary: Vocabulary, lexicon: Lexicon
) -> tuple[str | None, tuple[str, ...]]:
    """Return the field and values that a plain word names; None if the catalogue has none."""
    said = words(means)
    name = " ".join(said)
    if said in lexicon.brands:
        return BRAND, (lexicon.brands[said],)
    if lexicon.colours.field is not None and name in lexicon.colours.names:
        return lexicon.colours.field, lexicon.colours.values(name)
    audience = next((who for who in _AUDIENCES if noun_stem(who) == noun_stem(name)), None)
    if audience is not None:
        field, values = audience_values(vocabulary, audience)
        return (field, values) if values else (None, ())
    if paths := lexicon.category(said):
        return CATEGORY, paths
    meanings = lexicon.attribute(said)
    if len(meanings) == 1:
        return meanings[0].field, meanings[0].values
    return None, ()
