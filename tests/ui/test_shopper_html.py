from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.compare import Comparison, Row
from assistant.intent import Intent
from assistant.reply import Claim, Explanation, Origin, Reply
from ranking.ranked import RankedItem
from tests.fakes.faces import shop_items
from ui.shopper_html import bars, checked_html, page_html, parts, reply_html, web_link, why_html

ITEM = shop_items()[0]
RANKED = RankedItem(ITEM, 1, 0.9, 0.4, {"meaning": 0.4, "words": 0.1, "price": -0.2, "odd_one": 0})


def explained(text, *claims):
    return Explanation("a", text, tuple(Claim(s, e, f, 1) for s, e, f in claims), Origin.FACTS)


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.just("price"))),
)
def test_cutting_an_explanation_loses_no_word(text, claims):
    assert "".join(part.text for part in parts(explained(text, *claims))) == text


def test_claims_are_marked_and_listed():
    explanation = explained("It costs $89.", (9, 12, "price"))
    assert why_html(explanation) == 'It costs <mark data-field="price">$89</mark>.'
    assert "$89" in checked_html(explanation)
    assert checked_html(explained("Nice.")) == ""


def test_a_writer_can_put_no_markup_on_the_page():
    explanation = explained("<script>1</script> & more", (0, 8, "<b>"))
    assert "<script>" not in why_html(explanation)
    assert "<b>" not in checked_html(explanation)


@given(st.text(alphabet="<>\"'&{}$`/ab=", max_size=30))
def test_no_text_of_a_seller_breaks_out(text):
    attributes = {"colour": (text or "x",), text or "y": ("z",)}
    item = replace(
        ITEM, item_id=text, title=text, description=text, brand=text, attributes=attributes
    )
    plain = reply_html(Reply("lead", Intent(), (replace(RANKED, item=replace(ITEM)),)))
    html = reply_html(Reply(text, Intent(request=text), (replace(RANKED, item=item),)))
    assert html.count("<li") == plain.count("<li")
    assert html.count("<button") == plain.count("<button")
    assert "javascript:" not in html


def test_bars_are_longest_first_and_named_for_people():
    assert [(bar.name, bar.label, bar.share) for bar in bars(RANKED)] == [
        ("Meaning", "bar_meaning", 100),
        ("Price", "bar_price", 50),
        ("Words", "bar_words", 25),
    ]
    assert bars(replace(RANKED, contributions={})) == []
    moved = {"words": 0.0, "meaning": 0.004, "odd_one": -0.006}
    assert [bar.name for bar in bars(replace(RANKED, contributions=moved))] == ["Odd one"]


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ("https://shop.example/a", True),
        ("http://shop.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//shop.example", False),
        (None, False),
    ],
)
def test_only_web_links_are_followed(link, followed):
    assert (web_link(replace(ITEM, link=link)) == link) is (followed or link is None)


def test_the_frame_is_safe_in_a_javascript_template():
    page = page_html(0.3)
    assert "${" not in page
    assert "`" not in page
    assert "{{" not in page
    assert "\\" not in page


def test_an_item_with_hardly_any_fields_has_a_card():
    bare = replace(
        ITEM, brand=None, price=None, list_price=None, rating=None, description="", attributes={}
    )
    html = reply_html(Reply("One.", Intent(), (RankedItem(bare, 1, 0.5, 0.0, {}),)))
    assert "Price on request" in html
    assert "Not rated yet" in html
    assert "No picture" in html


def test_a_comparison_stands_side_by_side_with_the_better_value_marked():
    rows = (
        Row("price", "price", ("$54", "$89"), (0,)),
        Row("size", "size", ("S, M", "")),
    )
    table = Comparison(("a", "b"), ("Drizzle", "<i>Fellside</i>"), rows, "Drizzle is cheaper.")
    page = reply_html(Reply(table.sentence, Intent(), comparison=table))
    assert page.count('<th scope="row">') == 2
    assert 'class="best">$54' in page
    assert "–" in page
    assert "<i>" not in page
