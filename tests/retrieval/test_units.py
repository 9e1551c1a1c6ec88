import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.units import measures


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("5l", "5 litres"),
        ("5-litre", "5 Liters"),
        ("5000 ml", "5 L"),
        ("65 cm", "65厘米"),
        ("65cm", "0.65 m"),
        ("1,5 l", "1500 millilitres"),
        ("16 oz", "16-ounce"),
        ('10" pan', "ten inches"),
        ("6 foot", "six ft"),
        ("8' strap", "96 inch"),
        ("2 kg", "2000 grams"),
        ("46-piece", "46 pcs"),
    ],
)
def test_equal_measures_give_equal_terms(text, same):
    assert measures(text) == measures(same) != []


@pytest.mark.parametrize(
    ("text", "other"), [("5 l", "5 ml"), ("5 oz", "5 g"), ("10 cm", "10 in"), ("5 l", "15 l")]
)
def test_other_measures_give_others(text, other):
    assert set(measures(text)).isdisjoint(measures(other))


@pytest.mark.parametrize(
    "text", ["", "size 10", "in 2026", "m", "the 5 inner tubes", "a10 l", "90s"]
)
def test_what_is_no_measure_gives_none(text):
    assert measures(text) == []


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    assert all("." in term for term in measures(text))
