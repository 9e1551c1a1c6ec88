"""What an item's listing states, and what it denies or merely mentions."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.grounding.lexicon import broader, negators, phrases
from assistant.grounding.tokens import CJK_RUN, stems, tokens
from assistant.untrusted import normalise
from retrieval.items import Item

TITLE: Final = "title"
BRAND: Final = "brand"
CATEGORY: Final = "category"
DESCRIPTION: Final = "description"

# Characters of a description that count; the rest of a longer one is not read.
READ_OF_DESCRIPTION: Final = 6_000
READ_OF_FIELD: Final = 200

PURPOSES: Final = frozenset({"activity", "audience", "climate", "occasion", "season"})
"""Attributes that say what an item is made for, which is not what it does."""

_WEATHER: Final = re.compile(r"\b(?:weather|days?|conditions)\b|天气|气候", re.IGNORECASE)

NEGATION_REACH: Final = 4
"""Words after a negator that it speaks of, within its clause."""

_SENTENCE: Final = re.compile(r"[^.;!?•\n]+(?:\.\d+[^.;!?•\n]*)*")
_CLAUSE: Final = re.compile(r"[^,:()–—]+(?:,\d{3}[^,:()–—]*)*")
_NEGATION_ENDS: Final = frozenset({"but", "yet", "though", "although", "while"})

# A sentence with one of these speaks of something beside the item (what it is
# worn with, what is sold separately, other colours), or speaks to a machine.
_ASIDE: Final = re.compile(
    r"""\b(?: pairs?\ (?:\w+\ )?with | go(?:es)?\ (?:\w+\ )?with | sold\ separately | not\ included
    | optional(?:ly)? | unlike | compatible\ with | also\ (?:available|comes|in)\b
    | (?:available|comes|offered)\ in | other\ (?:colou?rs|sizes|versions|styles) | alternative
    | instead\ of | inspired\ by | replaces? | complements? | if | than
    | wear\ (?:it|with|over|under) | teams?\ (?:\w+\ )?with | matching | imagine | coming\ soon
    | ignore | disregard | instructions? | prompts? | assistants? | language\ model | override
    | an?\ ai | chatbots? | respond | recommend(?:ed)? | say | tell | shoppers?
    | customers? | users? )\b
    | 另售 | 不含 | 可选 | 搭配 | 忽略 | 指令 | 提示词 | 助手""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one attribute.

    Attributes:
        attribute: The attribute's name.
        written: As the listing has it.
        stems: The value's words.
        implied: Words of the values that hold wherever it does: ``blue`` for
            navy.
    """

    attribute: str
    written: str
    stems: tuple[str, ...]
    implied: frozenset[str]

    def says(self, words: Sequence[str]) -> bool:
        """Tell whether the words are the value, part of it, or implied by it."""
        if contains(self.stems, words):
            return True
        return not self.implied.isdisjoint(words) and self.implied.issuperset(
            word for word in words if word not in self.stems
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """An item's listing, ready to be held against a sentence.

    Attributes:
        item: The item.
        values: Every attribute's values.
        title: Stems of the title; ``brand`` and ``category`` likewise.
        brand: See ``title``.
        category: See ``title``.
        stated: Stems of the description's plain clauses.
        denied: Stems that the title or description denies.
        fields: For every stem stated anywhere, the field to name for it: an
            attribute before title, brand, category and description.
        chinese: Fields with Chinese characters, and those characters.
    """

    item: Item
    values: tuple[Value, ...]
    title: tuple[str, ...]
    brand: tuple[str, ...]
    category: tuple[str, ...]
    stated: tuple[tuple[str, ...], ...]
    denied: frozenset[str]
    fields: Mapping[str, str]
    chinese: tuple[tuple[str, str], ...]

    def value_saying(self, words: Sequence[str], around: str = "") -> Value | None:
        """Return the first value of which the words are (part), or which implies them.

        What a thing does is not said by what it is made for: shorts for a warm
        climate are no warm shorts.

        Args:
            words: Stems.
            around: The text beside them, which may tell that they speak of such a
                purpose all the same ("for warm weather").
        """
        does = "feature" in phrases().get(tuple(words), ())
        return next(
            (
                value
                for value in self.values
                if value.says(words)
                and not (does and value.attribute in PURPOSES and not _speaks_of(value, around))
            ),
            None,
        )

    def attribute_saying(self, words: Sequence[str], around: str = "") -> str | None:
        """Return the attribute of the value that says the words; see ``value_saying``."""
        value = self.value_saying(words, around)
        return value.attribute if value else None

    def carries(self, attribute: str) -> bool:
        """Tell whether the item has the attribute at all."""
        if attribute == BRAND:
            return self.item.brand is not None
        return attribute == CATEGORY or bool(self.item.values(attribute))

    def stated_beside(self, words: Sequence[str], neighbours: Collection[str]) -> bool:
        """Tell whether the description has the words next to one of the neighbours."""
        run = len(words)
        return any(
            (at > 0 and clause[at - 1] in neighbours)
            or (at + run < len(clause) and clause[at + run] in neighbours)
            for clause in self.stated
            for at in starts(clause, words)
        )


def _speaks_of(value: Value, around: str) -> bool:
    """Tell whether a text names the attribute of a value of purpose."""
    named = contains(stems(around), stems(value.attribute))
    return named or (value.attribute == "climate" and _WEATHER.search(around) is not None)


def starts(words: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Yield every index at which ``wanted``, at least one word, stands as a run."""
    run = len(wanted)
    for at in range(len(words) - run + 1):
        if words[at] == wanted[0] and tuple(words[at : at + run]) == tuple(wanted):
            yield at


def contains(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether ``wanted`` stands in ``words`` as a run."""
    return next(starts(words, wanted), None) is not None


def gather(item: Item) -> Evidence:
    """Read an item's listing; takes time linear in what is read of it."""
    title, title_denied = _told(normalise(item.title, READ_OF_FIELD))
    stated, denied = _described(normalise_lines(item.description))
    values = tuple(_values(item))
    brand = tuple(stems(normalise(item.brand or "", READ_OF_FIELD)))
    category = tuple(stems(normalise(" / ".join(item.category), READ_OF_FIELD)))
    fields: dict[str, str] = {}
    for clause in stated:
        fields.update(dict.fromkeys(clause, DESCRIPTION))
    fields.update(dict.fromkeys(category, CATEGORY))
    fields.update(dict.fromkeys(brand, BRAND))
    fields.update(dict.fromkeys(title, TITLE))
    for name in item.attributes:
        fields.update(dict.fromkeys(stems(name), name))
    for value in values:
        fields.update(dict.fromkeys(value.stems, value.attribute))
    return Evidence(
        item=item,
        values=values,
        title=tuple(title),
        brand=brand,
        category=category,
        stated=tuple(stated),
        denied=frozenset(title_denied | denied),
        fields=fields,
        chinese=tuple(_chinese(item)),
    )


def normalise_lines(text: str) -> str:
    """Normalise a description, keeping its lines apart as sentences."""
    return normalise(text[: 4 * READ_OF_DESCRIPTION].replace("\n", " • "), READ_OF_DESCRIPTION)


def sentences(text: str) -> list[str]:
    """Return the sentences of a normalised description, in order."""
    return [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]


def is_aside(sentence: str) -> bool:
    """Tell whether a sentence speaks of something beside the item."""
    return _ASIDE.search(sentence) is not None


def _values(item: Item) -> Iterator[Value]:
    for name, values in item.attributes.items():
        for value in values:
            words = tuple(stems(normalise(value, READ_OF_FIELD)))
            if words:
                wider = (
                    broader()
                    .get(value, frozenset())
                    .union(*(broader().get(word, frozenset()) for word in value.split()))
                )
                implied = frozenset(each for one in wider for each in stems(one))
                yield Value(name, value, words, implied)


def _described(description: str) -> tuple[list[tuple[str, ...]], set[str]]:
    stated: list[tuple[str, ...]] = []
    denied: set[str] = set()
    for sentence in sentences(description):
        if is_aside(sentence):
            continue
        for clause in _CLAUSE.findall(sentence):
            plain, not_so = _told(clause)
            stated.append(tuple(plain))
            denied |= not_so
    return stated, denied


def _told(clause: str) -> tuple[list[str], set[str]]:
    """Return the stems that a clause states, in order, and those that it denies."""
    plain: list[str] = []
    denied: set[str] = set()
    reach = 0
    for token in tokens(clause):
        if token.stem in negators():
            reach = NEGATION_REACH
        elif token.stem in _NEGATION_ENDS:
            reach = 0
        elif reach:
            reach -= 1
            denied.add(token.stem)
        else:
            plain.append(token.stem)
    return plain, denied


def _chinese(item: Item) -> Iterator[tuple[str, str]]:
    written = [(name, " ".join(values)) for name, values in item.attributes.items()]
    written += [(TITLE, item.title), (BRAND, item.brand or "")]
    written += [(CATEGORY, " ".join(item.category))]
    plain = (each for each in sentences(normalise_lines(item.description)) if not is_aside(each))
    written += [(DESCRIPTION, " ".join(plain))]
    for name, text in written:
        characters = " ".join(CJK_RUN.findall(text))
        if characters:
            yield name, characters
