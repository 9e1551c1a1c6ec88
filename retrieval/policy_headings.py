"""How well the heading of a policy passage, and the kind of its sentences, fit what is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from retrieval.knowledge import Passage
from retrieval.words import FUNCTION_WORDS, stem, words

UNSAID: Final = 0.11
"""What a heading loses whose own words the question says none of."""
EXCEPTION: Final = 0.14
"""What a passage on exceptions loses where the rule is asked for."""
OPENING: Final = 0.05
"""What "How to return" gains where that is asked, and loses where it is not."""
RULE: Final = 0.12
"""What the first passage of a topic gains where a question names the topic alone."""
TOPIC: Final = 0.04
"""What a passage gains whose topic is named."""
KIND: Final = 0.12
"""What a sentence gains that tells a sum or a time where one is asked for."""

_PLAIN: Final = FUNCTION_WORDS | {
    "how", "what", "whats", "when", "where", "who", "why", "which", "long", "much", "many", "he",
    "she", "does", "did", "will", "should", "must", "may", "am", "has", "had", "us", "two", "t",
    "him", "her", "his", "thing", "things", "something", "anything", "about", "not", "work",
    "another", "policy", "policies", "rule", "rules", "s", "under", "day", "days", "year", "years",
    "other", "item", "items",
}  # fmt: skip
_TIME: Final = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|ten|next)[ -](?:working )?"
    r"(?:hour|day|night|week|month|year)s?\b"
)
_SUM: Final = re.compile(r"[$£€]\s?\d|\bfree\b")
_ASKS_TIME: Final = re.compile(r"\bhow (?:long|soon|many (?:hour|day|week|month|year)s)\b|^when\b")
_ASKS_SUM: Final = re.compile(r"\b(?:how (?:much|expensive)|costs?|free|fees?|pays?|charge for)\b")
_NEGATED: Final = re.compile(r"\b(?:not|never|except\w*|excluded|cannot|can['’]?t|\w+n['’]t)\b")
_SUPPOSED: Final = re.compile(r"\b(?:if|when|because)\b.*")
_OPENING: Final = re.compile(r"(how) to\b|(when|where|who)\b")
_ASKS_BY: Final = {
    "how": re.compile(r"\bhow (?:do|does|can|could|should|would|to)\b"),
    "when": re.compile(r"\b(?:when|how (?:soon|long))\b"),
    "where": re.compile(r"\bwhere\b"),
    "who": re.compile(r"\bwho\b"),
}
"""By the question word that a title opens with, the questions that it answers."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What tells under a passage's heading what it answers.

    Attributes:
        stems: Those words of the title, as stems, that say what it is about.
        topic: The stems that name its topic.
        named: The stems of its text.
        is_rule: Whether it is the first of its topic.
        is_exception: Whether it says what is not.
        tells: Whether its text tells a sum, and whether a time.
        opening: The question word that the title opens with; else empty.
        is_how_long: Whether the title opens with "how long".
    """

    stems: frozenset[str]
    topic: frozenset[str]
    named: frozenset[str]
    is_rule: bool
    is_exception: bool
    tells: tuple[bool, bool]
    opening: str
    is_how_long: bool

    @classmethod
    def of(cls, passage: Passage, *, is_rule: bool) -> Self:
        """Read the heading of a passage."""
        title = passage.title.casefold()
        opening = _OPENING.match(title)
        return cls(
            telling(title),
            telling(passage.topic),
            telling(passage.text),
            is_rule,
            bool(_NEGATED.search(title)),
            kinds_told(passage.text),
            next(filter(None, opening.groups()), "") if opening else "",
            title.startswith("how long"),
        )

    def fit(self, question: str) -> float:
        """Return what is to be added to the similarity of a question in lower case."""
        said = telling(question)
        worth = -UNSAID * len(self.stems - said) / max(1, len(self.stems))
        if self.is_exception:
            worth += self._exception(question, said)
        if self.topic & said:
            worth += TOPIC
        if self.opening:
            worth += OPENING if _ASKS_BY[self.opening].search(question) else -OPENING
        if self.is_how_long and "how long" in question:
            worth += OPENING
        if self.is_rule and said and said <= self.topic | self.stems and self._tells(question):
            worth += RULE
        return worth

    def _tells(self, question: str) -> bool:
        """Tell whether its text tells a sum or a time where one is asked for; "not" asks others."""
        kinds = zip(self.tells, kinds_asked(question), strict=True)
        return all(told or not asked for told, asked in kinds) and not _asks_not(
            question, self.stems | self.topic
        )

    def _exception(self, question: str, said: frozenset[str]) -> float:
        """Return what an exception gains by a question for it, or loses by one for the rule."""
        if _asks_not(question, self.stems | self.topic):
            return OPENING
        return 0.0 if (said - self.stems - self.topic) & self.named else -EXCEPTION


def _asks_not(question: str, about: frozenset[str]) -> bool:
    """Tell "what can't I return" from "I don't like it, can I return it"."""
    clauses = re.split(r"[,;.]", _SUPPOSED.sub("", question))
    return any(_NEGATED.search(clause) and about & telling(clause) for clause in clauses)


def headings(passages: Sequence[Passage]) -> dict[str, Heading]:
    """Return the heading of each passage by its id, given them in the order of the shop."""
    first = {passage.topic: passage.passage_id for passage in reversed(passages)}
    return {
        passage.passage_id: Heading.of(passage, is_rule=first[passage.topic] == passage.passage_id)
        for passage in passages
    }


def telling(text: str) -> frozenset[str]:
    """Return the words that say what a text is about, as stems.

    >>> sorted(telling("How long you can return things"))
    ['return']
    """
    said = (word for word in words(text) if word not in _PLAIN and not _NEGATED.fullmatch(word))
    return frozenset(stem(word) for word in said)


def kinds_told(sentence: str) -> tuple[bool, bool]:
    """Tell whether a sentence says a sum or "free", and whether it says a time."""
    plain = sentence.casefold()
    return bool(_SUM.search(plain)), bool(_TIME.search(plain))


def kinds_asked(question: str) -> tuple[bool, bool]:
    """Tell whether a question in lower case asks for a sum, and whether for a time."""
    return bool(_ASKS_SUM.search(question)), bool(_ASKS_TIME.search(question))
