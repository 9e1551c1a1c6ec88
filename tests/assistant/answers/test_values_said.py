import pytest

from assistant.answers.values_said import values_said


@pytest.mark.parametrize(
    ("values", "phrase", "said"),
    [
        (("tan", "tangerine", "rust"), "no tangerines", ["tangerine"]),
        (("blush", "pink", "rose"), "Rose or Pink", ["pink", "rose"]),
        (("粉色", "珊瑚色"), "不要粉色的", ["粉色"]),
        (("l", "xl"), "要xl码", ["xl"]),
        (("green",), "", []),
    ],
)
def test_only_whole_words_are_said(values, phrase, said):
    assert values_said(values, phrase) == said
