"""Shoppers who talk at the same time."""

from threading import Barrier

import pytest

from assistant.settings import LanguageModel
from eval.benchmarks.concurrency import talk
from eval.systems import Answer


class TogetherOrNever:
    """Answers only once as many shoppers as it waits for have asked."""

    name = "together"

    def __init__(self, shoppers):
        self._barrier = Barrier(shoppers, timeout=20)

    def open(self):
        return self

    def say(self, text):
        self._barrier.wait()
        return Answer(text, first_card_seconds=0.1 if text == "mugs" else None, done_seconds=0.2)


def test_they_talk_at_the_same_time_and_every_answer_counts():
    crowd = talk(
        TogetherOrNever(4), LanguageModel.NONE, [[["hello", "mugs"], ["mugs"]] for _ in range(4)]
    )
    assert crowd.shoppers == 4
    assert sorted(answer.text for answer in crowd.answers) == ["hello"] * 4 + ["mugs"] * 8
    assert crowd.seconds_to("first_card") == [0.1] * 8
    assert crowd.seconds_to("first_sentence") == []
    assert crowd.seconds_to("done") == [0.2] * 12


def test_what_a_system_raises_is_told():
    class Broken(TogetherOrNever):
        def say(self, text):
            raise ConnectionError(text)

    with pytest.raises(ConnectionError, match="mugs"):
        talk(Broken(1), LanguageModel.NONE, [[["mugs"]]])
