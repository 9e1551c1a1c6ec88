"""Where a clause begins and ends between the marks of a sentence."""

import pytest

from assistant.understanding.readers.sentence import tokenise

SAID = tokenise("a mug, blue but not too big! thanks")


@pytest.mark.parametrize(
    ("word", "first"), [("a", "a"), (",", "a"), ("big", "blue"), ("!", "blue")]
)
def test_a_clause_begins_after_the_mark_before(word, first):
    assert SAID.word(SAID.clause_start(SAID.words.index(word))) == first


@pytest.mark.parametrize(
    ("word", "joints", "after"),
    [("a", (), ","), (",", (), ","), ("blue", (), "!"), ("blue", ("but", "too"), "but")],
)
def test_a_clause_ends_at_the_next_mark_or_joint(word, joints, after):
    assert SAID.word(SAID.clause_end(SAID.words.index(word), joints)) == after


def test_the_last_clause_ends_with_the_sentence():
    assert SAID.clause_end(len(SAID) - 1) == len(SAID)


def test_a_number_in_digits_stands_only_where_one_was_written():
    said = tokenise("two or 3")
    assert [said.is_number(at) for at in range(-1, len(said) + 1)] == [
        False, False, False, True, False,
    ]  # fmt: skip
