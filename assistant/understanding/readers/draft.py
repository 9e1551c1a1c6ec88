"""What the ideas of the grammar write on while they read one turn."""

from dataclasses import dataclass, field
from enum import Enum, auto

from assistant.intent import Operation
from assistant.understanding.readers.lexicon import Lexicon, Meaning
from assistant.understanding.readers.sentence import Kind, Sentence
from assistant.understanding.readers.word_lists import LONGEST_CUE, Cues
from assistant.understanding.reading import Moment
from retrieval.constraints import Source
from retrieval.items import Item


class Stance(Enum):
    """How the shopper stands to what a phrase names."""

    WANTED = auto()
    WISHED = auto()
    REFUSED = auto()
    WISHED_AWAY = auto()
    NEEDLESS = auto()


@dataclass(slots=True)
class Mention:
    """A phrase that names values of the catalogue.

    Attributes:
        start: Index of its first token.
        end: Index after its last.
        field: The field it names values of.
        values: Those values.
        options: The meanings it may have, where more than one field has it.
        stance: How the shopper stands to it.
        by_name: Whether the field's own name stands beside the value: "mild climate".
    """

    start: int
    end: int
    field: str
    values: tuple[str, ...]
    options: tuple[Meaning, ...] = ()
    stance: Stance = Stance.WANTED
    by_name: bool = False


@dataclass(slots=True)
class Reference:
    """A phrase that points at items shown.

    Attributes:
        start: Index of its first token.
        end: Index after its last.
        items: What it points at, at least one.
        stance: How the shopper stands to it.
        vague: Whether it means one item and it is not clear which.
        liked: Whether it is praised elsewhere than right beside its name.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    stance: Stance = Stance.WANTED
    vague: bool = False
    liked: bool = False


@dataclass(slots=True)
class Draft:
    """One turn on its way to a reading.

    Attributes:
        moment: The turn and what surrounds it.
        sentence: Its tokens.
        lexicon: The catalogue's words.
        taken: For each token, whether an idea has read it.
        operations: What was read, each with the index of the token it starts at.
        mentions: Values named, in order.
        references: Items pointed at, in order.
        pointless: Spans that point at items, and at none of those shown: "the ninth" of six.
        refused_words: Spans of words ruled out that name no value.
        asked: For each token, whether it stands in a question about an item.
        unresolved: Phrases that point at nothing.
        told: For each token, whether it belongs to a story and asks for nothing.
        foreign: Whether a price was said in another currency than the shop's.
        complained: Whether the assistant or its list was complained of.
        puts_off: Whether a thing is put off for another that is sought now.
    """

    moment: Moment
    sentence: Sentence
    lexicon: Lexicon
    taken: list[bool] = field(init=False)
    operations: list[tuple[int, Operation]] = field(default_factory=list[tuple[int, Operation]])
    mentions: list[Mention] = field(default_factory=list[Mention])
    references: list[Reference] = field(default_factory=list[Reference])
    pointless: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    refused_words: list[tuple[int, int, Stance]] = field(
        default_factory=list[tuple[int, int, Stance]]
    )
    asked: list[bool] = field(init=False)
    unresolved: list[str] = field(default_factory=list[str])
    told: list[bool] = field(init=False)
    foreign: bool = False
    complained: bool = False
    puts_off: bool = False

    def __post_init__(self) -> None:
        """Start with nothing read."""
        self.taken = [False] * len(self.sentence)
        self.asked = [False] * len(self.sentence)
        self.told = [False] * len(self.sentence)

    def source(self, start: int, end: int) -> Source:
        """Return the source of tokens ``start`` to ``end - 1``."""
        return Source(self.moment.turn, self.sentence.phrase(start, end))

    def take(self, start: int, end: int) -> None:
        """Mark tokens as read."""
        self.taken[start:end] = [True] * (min(end, len(self.taken)) - start)

    def tell(self, start: int, end: int) -> None:
        """Mark tokens as read and as part of a story."""
        self.take(start, end)
        self.told[start:end] = [True] * (min(end, len(self.told)) - start)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether none of the tokens is read or punctuation."""
        return end <= len(self.taken) and not any(
            self.taken[i] or self.sentence.tokens[i].kind is Kind.MARK for i in range(start, end)
        )

    def add(self, at: int, *operations: Operation) -> None:
        """Note operations that start at a token."""
        self.operations.extend((at, operation) for operation in operations)

    def unresolvable(self, start: int, end: int) -> None:
        """Note a phrase that points at nothing, and mark it as read."""
        self.unresolved.append(self.sentence.phrase(start, end))
        self.take(start, end)

    def refer(self, start: int, end: int, items: tuple[Item, ...]) -> int:
        """Note a phrase that points at items, or at nothing where there are none.

        Returns:
            The index after the phrase.
        """
        if not items:
            self.pointless.append((start, end))
            self.unresolvable(start, end)
            return end
        self.references.append(Reference(start, end, items))
        self.take(start, end)
        return end

    def mention_at(self, index: int) -> Mention | None:
        """Return the mention that starts at a token."""
        return next((mention for mention in self.mentions if mention.start == index), None)

    def is_named(self, index: int) -> bool:
        """Tell whether a token belongs to a mention."""
        return any(mention.start <= index < mention.end for mention in self.mentions)

    def reference_at(self, index: int) -> Reference | None:
        """Return the reference that starts at a token."""
        return next((found for found in self.references if found.start == index), None)

    def pointed(self) -> list[tuple[int, int]]:
        """Return the spans that point at items, first those at some shown, then those at none."""
        return [(one.start, one.end) for one in self.references] + self.pointless

    def pointed_end(self, index: int) -> int:
        """Return the end of what points at items from a token on, at some or at none; else 0."""
        return next((end for start, end in self.pointed() if start == index), 0)

    def categories(self) -> tuple[str, ...]:
        """Return the category paths wanted in this turn, or else before it."""
        said = [
            value
            for mention in self.mentions
            if mention.field == "category" and mention.stance is Stance.WANTED
            for value in mention.values
        ]
        before = (v for c in self.moment.intent.constraints.on("category") for v in c.values)
        return tuple(said or before)


def said_at(draft: Draft, index: int, table: Cues) -> int:
    """Return the length of the longest cue at a token, read already or not; 0 if none stands."""
    for cue in table.get(draft.sentence.word(index), ()):
        if draft.sentence.says(index, *cue):
            return len(cue)
    return 0


def said_before(draft: Draft, end: int, table: Cues) -> int:
    """Return where the longest cue begins that ends right before a token; the token if none."""
    starts = range(max(0, end - LONGEST_CUE), end)
    return next((at for at in starts if at + said_at(draft, at, table) == end), end)


def is_said(draft: Draft, table: Cues, start: int, end: int) -> bool:
    """Tell whether a cue begins at any token from ``start`` to ``end - 1``, read already or not."""
    return any(said_at(draft, at, table) for at in range(start, end))


def cue_at(draft: Draft, index: int, table: Cues) -> int:
    """Return the length of the longest cue that stands unread at a token, 0 if none does."""
    for cue in table.get(draft.sentence.word(index), ()):
        if draft.sentence.says(index, *cue) and not any(draft.taken[index : index + len(cue)]):
            return len(cue)
    return 0
