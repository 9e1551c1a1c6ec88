import pytest

from assistant.explaining.phrasing_en import is_adjective, named_value, written


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("fit", "slim or regular", "a slim or regular fit"),
        ("closure", "elastic", "an elastic closure"),
        ("heel_height", "low", "a low heel height"),
        ("spf", "30", "spf 30"),
        ("spf", "7.5", "spf 7.5"),
    ],
)
def test_a_value_stands_before_what_it_is_of_and_a_number_after(name, value, said):
    assert named_value(name, value) == said


@pytest.mark.parametrize(
    ("feature", "can_follow_is"),
    [
        ("waterproof", True),
        ("dishwasher-safe", True),
        ("warm", True),
        ("hood", False),
        ("fleece lining", False),
    ],
)
def test_what_ends_like_an_adjective_can_follow_is_unless_it_is_a_noun(feature, can_follow_is):
    assert is_adjective(feature) is can_follow_is


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("bpa-free", "BPA-free"),
        ("uv-protection", "UV-protection"),
        ("usb-c", "USB-C"),
        ("tvs of hdr", "tvs of hdr"),
        ("waterproof", "waterproof"),
    ],
)
def test_initials_are_written_in_capitals(value, label):
    assert written(value) == label
