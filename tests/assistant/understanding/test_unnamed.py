import pytest

from assistant.intent import Act, Intent, Refer
from assistant.understanding.readers.grammar import Grammar
from tests.fakes.understanding import moment, shown_jackets

SHOWN = shown_jackets()


def read(said):
    intent = Intent(request="jacket", references=(SHOWN[1].item_id,))
    return Grammar().read(moment(said, turn=2, intent=intent, shown=SHOWN))


@pytest.mark.parametrize(
    "said",
    [
        "dishwasher?",
        "waterproof?",
        "is the lining warm",
        "hood included?",
        "how many cups",
        "which colours",
    ],
)
def test_what_names_no_item_is_asked_of_the_one_spoken_of(said):
    reading = read(said)
    assert reading.act is Act.ASK_ABOUT
    assert reading.operations == (Refer((SHOWN[1].item_id,)),)


@pytest.mark.parametrize(
    "said", ["black?", "cheaper?", "with a hood", "only machine washable ones", "can I see more"]
)
def test_what_is_wanted_of_the_list_is_no_question_of_the_one_spoken_of(said):
    assert read(said).act is Act.REFINE
