"""Where somebody comes from, lives or goes: "hello from Cork", "a wedding in Lyon"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, said_at
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import cues, listed

_SOLD: Final = listed(
    "something anything nothing everything stuff things one ones any all some those these it is "
    "isnt arent have got sell stock carry made only just but not or and also preferably ideally "
    "brand brands"
)
"""What stands before the "from" of a brand beside the names of things: words of seeking."""
_LIVING: Final = listed(
    "live lives living based stay staying married wedding camping holiday holidays holidaying "
    "festival conference honeymoon studying working"
)
"""After these "in" and a capital name where."""
_GOING: Final = listed(
    "off trip flight flying fly flies travel travelling traveling moving move moved train drive "
    "driving heading headed back holiday visit emigrating relocating"
)
"""After these "to" and a capital name where to."""
_SHORTEST_PLACE: Final = 3


def find_origins(draft: Draft) -> None:
    """Leave out the Cork of "I'm from Cork", which is neither a brand nor a material."""
    for at in range(1, len(draft.sentence) - 1):
        if _leads_to_place(draft, at) and _is_place(draft, at + 1):
            end = at + 1
            while _is_place(draft, end):
                end += 1
            draft.tell(at, end)


def _leads_to_place(draft: Draft, at: int) -> bool:
    """Tell "we live in Cork" and "a trip to Cork" from "one in Cork"."""
    before = draft.sentence.word(at - 1)
    match draft.sentence.word(at):
        case "from":
            return not _is_of_a_thing(draft, at - 1)
        case "in":
            return before in _LIVING
        case "to":
            return before in _GOING
        case _:
            return False


def _is_place(draft: Draft, at: int) -> bool:
    if not draft.is_free(at, at + 1):
        return False
    token = draft.sentence.tokens[at]
    return token.capital and token.kind is Kind.WORD and len(token.text) >= _SHORTEST_PLACE


def _is_of_a_thing(draft: Draft, at: int) -> bool:
    """Tell "boots from Cork", "one from Cork" and "under 50 from Cork" from "moving from Cork"."""
    word = draft.sentence.word(at)
    if (draft.sentence.word(at + 2),) in draft.lexicon.brands:
        return True
    named = draft.lexicon.category((word,)) or draft.lexicon.titles.names(word)
    named = named or draft.lexicon.attribute((word,)) or word in draft.lexicon.colours.names
    numbered = draft.sentence.is_mark(at) or draft.sentence.is_number(at)
    opens = at == 0 and not said_at(draft, at, cues("acts.greetings"))  # "mascara from Cork"
    return bool(named) or numbered or opens or word in _SOLD
