"""Questions that name no item are asked of what is shown, and set nothing."""

from dataclasses import replace

import pytest

from assistant.intent import Act, Intent, Refer
from assistant.understanding.readers.grammar import Grammar
from tests.fakes.understanding import moment, shown_jackets

GRAMMAR = Grammar()
SIZED = tuple(
    replace(item, attributes={**item.attributes, "size": ("4-5 years", "6-7 years")})
    for item in shown_jackets()
)


@pytest.mark.parametrize(
    "said",
    [
        "how thick?",
        "how long is sleeve",
        "width?",
        "which colours are there",
        "what sizes do you have",
        "what shades does the parka come in",
        "what colors do the jackets come in",
        "which size would she wear?",
        "what size for a 5 year old",
        "and the total?",
        "how much is that altogether",
        "is that warm enough for skiing",
        "will this shrink",
        "is that machine washable",
        "多长？",
        "有多厚",
        "袖长多少",
        "重量是多少",
        "有哪些尺码",
        "会缩水吗",
        "能印名字吗",
        "总共多少钱",
    ],
)
def test_what_a_listing_tells_is_asked_of_what_is_shown(said):
    reading = GRAMMAR.read(moment(said, turn=1, shown=SIZED))
    assert reading.act is Act.ASK_ABOUT
    assert [type(operation) for operation in reading.operations] == [Refer]


@pytest.mark.parametrize(
    "said",
    [
        "how big a tent do I need",
        "under 100 in total",
        "what size tent for six people",
        "能便宜点吗",
        "可以看看红色的吗",
        "能换一个吗",
    ],
)
def test_what_is_sought_is_not_asked_of_what_is_shown(said):
    assert GRAMMAR.read(moment(said, turn=1, shown=SIZED)).act is not Act.ASK_ABOUT


def test_nothing_is_asked_of_what_is_not_shown():
    for said in ("how thick?", "which colours are there", "会缩水吗", "and the total?"):
        reading = GRAMMAR.read(moment(said, intent=Intent()))
        assert not any(isinstance(operation, Refer) for operation in reading.operations)
