import pytest

from assistant.intent import Intent, SeekSimilar, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.constraints import BRAND
from tests.fakes.understanding import moment, shown_jackets

GRAMMAR = Grammar()
SHOWN = shown_jackets()


def read(said, *spoken_of):
    intent = Intent(references=tuple(SHOWN[at].item_id for at in spoken_of))
    return GRAMMAR.read(moment(said, turn=2, intent=intent, shown=SHOWN)).operations


@pytest.mark.parametrize("said", ["do you have anything else from them", "what else do they make?"])
def test_what_else_its_maker_makes_is_of_the_brand_spoken_of(said):
    brands = [o.constraint.values for o in read(said, 1) if isinstance(o, Set)]
    assert brands == [(SHOWN[1].brand.casefold(),)]
    assert not [o for o in read(said) if isinstance(o, Set) and o.constraint.field == BRAND]


@pytest.mark.parametrize("said", ["anything similar but lighter", "got any similar ones?"])
def test_anything_similar_is_like_the_one_spoken_of(said):
    assert SeekSimilar((SHOWN[1].item_id,)) in read(said, 1)
