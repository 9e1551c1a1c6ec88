import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.choosing.pool import RankingError
from ranking.objective import (
    calibration_loss,
    entropy_loss,
    expected_mix,
    joint_loss,
    relevance_loss,
    soft_top_k,
)

DOUBLE = torch.float64


def tensor(values):
    return torch.tensor(values, dtype=DOUBLE)


def every(scores):
    return torch.ones_like(scores, dtype=torch.bool)


def test_relevance_by_hand():
    # softmax(ln 2, 0, 0) = (1/2, 1/4, 1/4); labels 1, 0, 1 count half each.
    scores = tensor([[math.log(2), 0, 0]])
    loss = relevance_loss(scores, tensor([[1, 0, 1]]), every(scores))
    assert loss.item() == pytest.approx(0.5 * math.log(2) + 0.5 * math.log(4))


def test_padding_and_lists_without_a_relevant_candidate_do_not_count():
    scores = tensor([[math.log(2), 0, 0, 9], [1, 2, 3, 4]])
    real = torch.tensor([[True, True, True, False], [True, True, True, True]])
    labels = tensor([[1, 0, 1, 5], [0, 0, 0, 0]])
    alone = relevance_loss(scores[:1, :3], labels[:1, :3], real[:1, :3])
    assert relevance_loss(scores, labels, real).item() == pytest.approx(alone.item())
    assert relevance_loss(scores[1:], labels[1:], real[1:]).item() == 0.0


def test_two_soft_places_by_hand():
    # First (1/2, 1/4, 1/4); then odds 2 * 1/2, 3/4, 3/4, so (.4, .3, .3).
    scores = tensor([[math.log(2), 0, 0]])
    assert soft_top_k(scores, 1, every(scores))[0].tolist() == pytest.approx([0.5, 0.25, 0.25])
    assert soft_top_k(scores, 2, every(scores))[0].tolist() == pytest.approx([0.9, 0.55, 0.55])
    assert soft_top_k(scores, 3, every(scores))[0].tolist() == pytest.approx([1, 1, 1])


@settings(max_examples=30)
@given(st.lists(st.integers(-20, 20), min_size=2, max_size=12, unique=True), st.integers(1, 6))
def test_cold_places_are_the_top_k(values, k):
    scores = tensor([values]) / 4
    filled = soft_top_k(scores, k, every(scores), temperature=0.01)[0]
    top = set(torch.topk(scores[0], min(k, len(values))).indices.tolist())
    assert {place for place, share in enumerate(filled.tolist()) if share > 0.5} == top
    assert filled.sum().item() == pytest.approx(min(k, len(values)), abs=1e-3)


def test_the_expected_mix_by_hand():
    # Places (.9, .55, .55) of categories A, B, B: 0.9 / 2 and 1.1 / 2.
    filled = tensor([[0.9, 0.55, 0.55]])
    categories = tensor([[[1, 0], [0, 1], [0, 1]]])
    assert expected_mix(filled, categories)[0].tolist() == pytest.approx([0.45, 0.55])


def test_entropy_by_hand():
    even, one, nothing = tensor([[0.5, 0.5]]), tensor([[1.0, 0.0]]), tensor([math.log(2)])
    assert entropy_loss(even, nothing).item() == pytest.approx(0)
    assert entropy_loss(one, nothing).item() == pytest.approx(1)
    # H(.25, .75) = .25 ln 4 + .75 ln (4/3)
    entropy = 0.25 * math.log(4) + 0.75 * math.log(4 / 3)
    quarter = entropy_loss(tensor([[0.25, 0.75]]), nothing)
    assert quarter.item() == pytest.approx(1 - entropy / math.log(2))
    assert entropy_loss(one, tensor([0.0])).item() == 0


def test_calibration_by_hand():
    target = tensor([[0.5, 0.5]])
    assert calibration_loss(target, target).item() == pytest.approx(0)
    # A list of the first alone: shares .99 + .005 and .005.
    expected = 0.5 * math.log(0.5 / 0.995) + 0.5 * math.log(0.5 / 0.005)
    assert calibration_loss(tensor([[1, 0]]), target).item() == pytest.approx(expected)


def test_the_joint_loss_is_the_weighted_sum_of_its_parts():
    scores = tensor([[math.log(2), 0, 0]])
    labels, categories = tensor([[1, 0, 1]]), tensor([[[1, 0], [0, 1], [0, 1]]])
    relevance = 0.5 * math.log(2) + 0.5 * math.log(4)
    entropy = -0.45 * math.log(0.45) - 0.55 * math.log(0.55)
    variety = 1 - entropy / math.log(2)
    loss = joint_loss(scores, labels, categories, alpha=0.3, beta=0.7, k=2)
    assert loss.item() == pytest.approx(0.3 * variety + 0.7 * relevance)
    target = tensor([[0.45, 0.55]])
    calibrated = joint_loss(scores, labels, categories, alpha=9, beta=0.7, k=2, target=target)
    assert calibrated.item() == pytest.approx(0.7 * relevance)


def test_it_can_be_differentiated():
    scores = tensor([[0.3, -0.2, 0.9, 0.1], [1.0, 0.5, 0.2, 0.0]]).requires_grad_()
    labels = tensor([[1, 0, 0, 1], [0, 1, 0, 0]])
    categories = torch.eye(3, dtype=DOUBLE)[torch.tensor([[0, 0, 1, 2], [0, 0, 0, 1]])]

    def loss(values):
        return joint_loss(values, labels, categories, alpha=0.5, beta=0.5, k=2)

    assert torch.autograd.gradcheck(loss, scores)


def test_descending_on_variety_evens_out_the_categories():
    scores = tensor([[3.0, 2.9, 2.8, 0.0, 0.0]]).requires_grad_()
    categories = torch.eye(2, dtype=DOUBLE)[torch.tensor([[0, 0, 0, 1, 1]])]
    labels = torch.zeros_like(scores)
    before = joint_loss(scores, labels, categories, alpha=1, beta=0, k=2)
    before.backward()
    after = joint_loss(scores - scores.grad, labels, categories, alpha=1, beta=0, k=2)
    assert after.item() < before.item()


NAN = float("nan")


@pytest.mark.parametrize(
    ("changes", "culprit"),
    [
        ({"scores": [[NAN, 0.0]]}, "score of candidate 0 of list 0"),
        ({"scores": [[0.0, math.inf]]}, "score of candidate 1 of list 0"),
        ({"labels": [[NAN, 0.0]]}, "label of candidate 0"),
        ({"labels": [[-1.0, 0.0]]}, "negative"),
        ({"alpha": -1.0}, "alpha"),
        ({"beta": NAN}, "beta"),
        ({"k": 0}, "soft top 0"),
        ({"temperature": 0.0}, "temperature"),
        ({"target": [[0.9, 0.9]]}, "sum to 1"),
        ({"target": [[NAN, 1.0]]}, "sum to 1"),
        ({"real": [[False, False]]}, "no candidates"),
    ],
)
def test_wrong_input_names_the_culprit(changes, culprit):
    given_ = {"scores": [[0.5, 0.1]], "labels": [[1.0, 0.0]], "alpha": 1.0, "beta": 1.0, "k": 1}
    given_ |= changes
    tensors = {
        name: tensor(given_[name]) for name in ("scores", "labels", "target") if name in given_
    }
    rest = {name: value for name, value in given_.items() if name not in (*tensors, "real")}
    if "real" in given_:
        rest["real"] = torch.tensor(given_["real"])
    with pytest.raises(RankingError, match=culprit):
        joint_loss(**tensors, categories=torch.eye(2, dtype=DOUBLE)[None], **rest)
