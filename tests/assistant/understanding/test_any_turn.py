"""Whatever is said, however broken off, is read without an error, and nothing is made up."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intent import State
from assistant.understanding.effects import state_after
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.readers.sentence import cleaned
from tests.fakes.understanding import moment, shown_jackets

pytestmark = pytest.mark.slow  # holds whole conversations

GRAMMAR = Grammar()
CASES = tomllib.loads(Path(__file__).with_name("utterances.toml").read_text(encoding="utf-8"))
SAID = [case["said"] for part in ("opening", "refining") for case in CASES[part]]
WORDS = [said.split() for said in SAID if said.strip()]
JOINTS = (" ", ", ", ", but ", "? ", " - ", "; ", "... ", " not ", "!! ", "，", " or ", "/")


@st.composite
def pieces(draw):
    """Return a run of words of something that shoppers say."""
    words = draw(st.sampled_from(WORDS))
    start = draw(st.integers(0, len(words) - 1))
    return " ".join(words[start : draw(st.integers(start + 1, len(words)))])


@st.composite
def turns(draw):
    """Return up to four pieces, joined as people join them or as they should not."""
    said = draw(pieces())
    for _ in range(draw(st.integers(0, 3))):
        said += draw(st.sampled_from(JOINTS)) + draw(pieces())
    return said + draw(st.sampled_from(("", "?", "!", "...", ",", " -")))


def phrases(read, turn):
    """Return what a reading names as said in a turn, of what joins earlier words the latter."""
    held = [
        getattr(one, "constraint", None) or getattr(one, "preference", None)
        for one in read.operations
    ]
    sources = [one.source for one in held if one is not None]
    said = [one.phrase for one in sources if one.turn == turn] + list(read.unresolved)
    return [phrase.rpartition(", ")[2] for phrase in said]


def items(intent):
    return {
        *intent.liked, *intent.disliked, *intent.passed, *intent.references, *intent.similar_to,
    }  # fmt: skip


@given(turns(), turns(), st.booleans())
def test_pieces_of_turns_in_any_order_are_read(opening, then, is_shown):
    state = State()
    for turn, said in enumerate((opening, then)):
        shown = shown_jackets() if turn and is_shown else ()
        now = moment(said, turn=turn, intent=state.intent, shown=shown)
        read = GRAMMAR.read(now)
        assert [phrase for phrase in phrases(read, turn) if phrase not in cleaned(said)] == []
        state = state_after(state, read)
        assert items(state.intent) <= {item.item_id for item in shown}
