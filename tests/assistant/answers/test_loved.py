from dataclasses import replace

import pytest

from assistant.answers.loved import lead_unspoken
from assistant.intent import Intent
from retrieval.constraints import Preference, Source
from tests.fakes.listing import FELLSIDE, ranked

PUZZLE = replace(FELLSIDE, title="Fossil Puzzle", description="A dino in forty pieces.")


def said(*loved, **changes):
    wishes = tuple(Preference(text, Source(0, text)) for text in loved)
    return lead_unspoken(Intent(preferences=wishes, **changes), ranked(PUZZLE))


def test_what_nothing_shown_speaks_of_is_said():
    assert said("trains") == "Nothing here speaks of “trains”."
    assert said("trains", "baking") == "Nothing here speaks of “trains” or “baking”."
    assert said("trains", language="zh") == "以下商品都没有提到“trains”。"


@pytest.mark.parametrize("loved", ["puzzles", "dinosaurs", "warm", "bigger"])
def test_what_something_speaks_of_by_any_name_and_what_nobody_loves_is_not(loved):
    assert said(loved) == ""


def test_beside_a_thing_that_is_sought_a_love_is_no_more_than_a_wish():
    assert said("trains", request="mug") == ""
