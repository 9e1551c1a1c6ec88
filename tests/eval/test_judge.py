"""The judge: kappa as a library has it, labels by people, and no verdict that is not agreed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.benchmarks.judge import report_of, run
from eval.judging.judge import Ruling, cohens_kappa, content_of, read_labelled, rule
from eval.metrics.accuracy import MetricError
from eval.systems import SystemUnderTestError
from tests.fakes.chat_models import AnsweringChatModel, FailingChatModel

LABELLED = read_labelled()


def test_people_judged_enough_replies_of_both_kinds():
    assert len(LABELLED) >= 40
    assert 0.3 < sum(each.good for each in LABELLED) / len(LABELLED) < 0.7
    assert len({(tuple(each.before), each.said, each.reply) for each in LABELLED}) == len(LABELLED)
    assert all(each.why for each in LABELLED)


def test_kappa_hand_worked():
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: (0.7 - 0.5) / (1 - 0.5).
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert cohens_kappa(one, other) == pytest.approx(0.4)
    assert cohens_kappa([True, False], [False, True]) == -1.0
    assert cohens_kappa([True, True], [True, True]) == 0.0
    with pytest.raises(MetricError, match="1 verdicts"):
        cohens_kappa([True], [])


@pytest.mark.slow
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30))
def test_kappa_as_scikit_learn_has_it(pairs):
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415 - a second that only this needs

    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    if len({*one, *other}) == 2:
        assert cohens_kappa(one, other) == pytest.approx(cohen_kappa_score(one, other), abs=1e-9)


def test_a_judge_that_agrees_is_worth_quoting_and_is_never_shown_the_label():
    by_content = {content_of(each): each for each in LABELLED}
    model = AnsweringChatModel(lambda request: {"good": by_content[request.content].good})
    report = report_of(rule(model, LABELLED), {})
    assert report.figures["kappa"] == 1.0
    assert "may be quoted" in report.notes[0]
    assert not any(each.why in request.content for each, request in
                   zip(LABELLED, model.asked, strict=True) if not each.good)  # fmt: skip


def test_a_judge_that_likes_everything_is_not():
    report = report_of([Ruling(model=True, person=each.good) for each in LABELLED], {})
    assert report.figures["kappa"] == 0.0
    assert report.figures["agreement"] <= report.figures["floor"]
    assert "must not be quoted" in report.notes[0]


def test_a_judge_that_says_nothing_is_an_error():
    with pytest.raises(SystemUnderTestError, match="nothing usable"):
        report_of(rule(FailingChatModel(), LABELLED[:3]), {})
    babbling = AnsweringChatModel(lambda _: "perhaps")
    assert rule(babbling, LABELLED[:1])[0].model is None


def test_without_a_model_there_is_no_judge(tmp_path):
    from assistant.settings import LanguageModel  # noqa: PLC0415 - one test's

    with pytest.raises(SystemUnderTestError, match="needs a language model"):
        run(tmp_path, llm=LanguageModel.NONE)
