import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.feeds.cleaning import (
    attribute_name,
    attribute_value,
    one_line,
    plain_text,
    visible,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Warm &amp; dry.</p><p>Packs small.</p>", "Warm & dry.\nPacks small."),
        ("<ul><li>Hood</li><li>Zip</li></ul>", "• Hood\n• Zip"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a<script>alert('x')</script>b<style>p{}</style>c", "abc"),
        ("<b>bold</b> and <a href='javascript:x'>link</a>", "bold and link"),
        ("caf&eacute; &#8482; &nbsp; end", "café ™ end"),
        ("sizes < 42 & > 30", "sizes < 42 & > 30"),
        ("<![CDATA[Soft <i>wool</i>]]>", "Soft wool"),
        ("unclosed <b", "unclosed <b"),
        ("<![nonsense", "nonsense"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("  much   \t space  ", "much space"),
        ("<li></li>", ""),
    ],
)
def test_html_becomes_plain_paragraphs(html, text):
    assert plain_text(html) == text


def test_what_cannot_be_seen_goes_and_emoji_stay_whole():
    assert visible("wa\u200bter\u00adproof\ufeff") == "waterproof"
    assert visible("abc\u202edef\U000e0041") == "abcdef"
    assert visible("a\x00b\x07c") == "a b c"
    assert visible("bad \ud800 half") == "bad   half"
    assert visible("in\u200dvisible") == "invisible"
    assert visible("👩\u200d👧 نمی\u200cخواهم") == "👩\u200d👧 نمی\u200cخواهم"


def test_names_and_values_have_one_form():
    assert attribute_name("Color") == "colour"
    assert attribute_name("Target gender (product.metafields.shopify.target-gender)") == "audience"
    assert attribute_name("Schuhgröße / EU") == "schuhgröße_eu"
    assert attribute_name("***") == ""
    assert attribute_value("  Navy\n BLUE ") == "navy blue"
    assert attribute_value("ＸＬ") == "xl"
    assert attribute_value("Gore-Tex®") == "gore-tex"
    assert one_line("A <b>fine</b>\nthing") == "A fine thing"


@given(st.text())
def test_cleaning_never_fails_and_cleaning_twice_changes_no_plain_text(text):
    once = plain_text(text)
    assert "\x00" not in once
    once.encode("utf-8")
    if "<" not in once and "&" not in once:
        assert plain_text(once) == once


@given(st.text(alphabet="<>!-[]/?&;#xabp CDATA'\"=", max_size=40))
def test_no_markup_however_broken_stops_the_reader(text):
    plain_text(text)
