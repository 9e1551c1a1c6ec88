from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.joint.batching import batch_rows
from retrieval.joint.contrastive import Training, fit_contrastive
from retrieval.joint.drift import drift
from retrieval.joint.fitting import Method, fit_shop
from retrieval.joint.generic import MOST_PHOTOS, joined
from retrieval.joint.heads import unit
from retrieval.joint.held_out import first_right, folds_by_family, judge, lower_bound
from retrieval.joint.pairs import Length, Pairs
from retrieval.joint.ridge import fit_ridge

QUICK = Training(steps=40, hidden=32, dimensions=16, members=1)
# Importing torch alone takes seconds.
WAYS = [
    fit_ridge,
    pytest.param(
        lambda pairs: fit_contrastive(pairs, QUICK), id="contrastive", marks=pytest.mark.slow
    ),
]


def made_up(products=60, *, related=True, seed=0):
    """Photos that are a fixed turn of what their texts mean, or nothing of the kind."""
    drawn = np.random.default_rng(seed)
    meaning = drawn.standard_normal((products, 6))
    into_text, into_photo = drawn.standard_normal((6, 24)), drawn.standard_normal((6, 40))
    shown = meaning if related else drawn.standard_normal((products, 6))
    texts = np.stack(
        [unit(meaning @ into_text + 0.2 * drawn.standard_normal((products, 24))) for _ in Length]
    )
    photos = unit(shown @ into_photo + 0.2 * drawn.standard_normal((products, 40)))
    own = np.arange(products)
    return Pairs(photos, texts, np.stack([own] * len(Length)), own, own % 4)


def split(pairs):
    unseen = folds_by_family(pairs.families, 5, seed=0)[0]
    return pairs.of(~unseen), pairs.of(unseen)


@pytest.mark.parametrize("fit", WAYS)
def test_both_ways_find_photos_of_unseen_products(fit):
    seen, unseen = split(made_up(200))
    figures = judge(fit(seen), unseen)
    assert figures.found > 0.8
    assert figures.chance == pytest.approx(8 / 40)
    assert figures.beats_chance


@pytest.mark.parametrize("fit", WAYS)
def test_the_same_pairs_give_the_same_heads(fit):
    first, second = fit(made_up()), fit(made_up())
    assert np.array_equal(first.text.inner, second.text.inner)
    assert np.array_equal(first.photo.inner, second.photo.inner)


@pytest.fixture
def torch():
    """Torch, which takes seconds to import, with three threads to give away."""
    import torch  # noqa: PLC0415

    before = torch.get_num_threads()
    torch.set_num_threads(3)
    yield torch
    torch.set_num_threads(before)


@pytest.mark.slow
def test_training_takes_one_thread_and_gives_the_others_back(torch, monkeypatch):
    taken = []

    def spied(*arguments):
        taken.append(torch.get_num_threads())
        return batch_rows(*arguments)

    monkeypatch.setattr("retrieval.joint.contrastive.batch_rows", spied)
    fit_contrastive(made_up(), QUICK)
    assert taken == [1] * QUICK.steps
    assert torch.get_num_threads() == 3


@pytest.mark.slow
def test_training_starts_where_it_is_told():
    pairs = made_up()
    start = fit_contrastive(pairs, QUICK)
    still = replace(QUICK, steps=1, learning_rate=1e-12, weight_decay=0.0)
    again = fit_contrastive(pairs, still, start)
    assert np.allclose(
        again.photo.project(pairs.photos), start.photo.project(pairs.photos), atol=1e-4
    )


@pytest.mark.slow
def test_members_begin_apart_the_first_where_it_is_told_and_are_joined():
    pairs = made_up()
    start = fit_contrastive(pairs, QUICK)
    still = replace(QUICK, steps=1, learning_rate=1e-12, weight_decay=0.0, members=2)
    two = fit_contrastive(pairs, still, start)
    assert (two.dimensions, two.photo.inner.shape[1]) == (QUICK.dimensions, 2 * QUICK.hidden)
    assert np.allclose(two.photo.inner[:, : QUICK.hidden], start.photo.inner, atol=1e-4)
    other = two.photo.inner[:, QUICK.hidden :]
    assert not np.allclose(other, start.photo.inner, atol=1e-2)


@pytest.mark.slow
def test_the_better_way_is_kept_and_every_way_is_told():
    fitted = fit_shop(made_up(), None, training=QUICK)
    assert fitted is not None
    assert set(fitted.figures) == {Method.RIDGE, Method.CONTRASTIVE}
    best = max(one.reciprocal_rank for one in fitted.figures.values())
    assert fitted.figures[fitted.method].reciprocal_rank == best
    assert fitted.figures[fitted.method].photos == 60
    assert fitted.serves


@pytest.mark.slow
def test_what_is_no_better_than_chance_does_not_serve():
    fitted = fit_shop(made_up(related=False), None, training=QUICK)
    assert fitted is not None
    assert not fitted.serves


def test_a_small_shop_gets_the_generic_heads_and_a_tiny_one_nothing():
    generic = fit_ridge(made_up(200))
    fitted = fit_shop(made_up(20), generic, training=QUICK)
    assert fitted is not None
    assert fitted.method is Method.GENERIC
    assert fitted.heads is generic
    assert fit_shop(made_up(20), None, training=QUICK) is None
    assert fit_shop(made_up(5), generic, training=QUICK) is None


def trained_and_made_up(products, seen, *, fit=fit_ridge):
    """Generic heads that were trained on some of a shop's photos, that shop, and on which."""
    pairs = made_up(products)
    mask = np.arange(products) < seen
    return fit(pairs.of(mask)), pairs, mask


def test_generic_heads_are_not_judged_by_photos_that_they_were_trained_on(monkeypatch):
    judged = []

    def noting(heads, unseen):
        judged.append(set(unseen.families.tolist()))
        return judge(heads, unseen)

    monkeypatch.setattr("retrieval.joint.fitting.judge", noting)
    monkeypatch.setattr("retrieval.joint.held_out.judge", noting)
    generic, few, seen = trained_and_made_up(25, seen=12)
    assert fit_shop(few, generic, seen=seen).figures[Method.GENERIC].photos == 13
    assert judged == [set(range(12, 25))]
    # All of a small shop seen: nothing is known of the heads.
    assert fit_shop(few, generic, seen=np.ones(25, dtype=bool)) is None


@pytest.mark.slow
def test_a_product_seen_by_generic_heads_judges_no_method():
    generic, pairs, seen = trained_and_made_up(
        60, seen=20, fit=lambda pairs: fit_contrastive(pairs, QUICK)
    )
    # Another photo of a product that was seen does not make it unseen.
    variants = replace(pairs, families=np.where(pairs.families == 59, 0, pairs.families))
    fitted = fit_shop(variants, generic, training=QUICK, seen=seen)
    assert set(fitted.figures) == {Method.GENERIC, Method.RIDGE, Method.STARTED}
    assert {one.photos for one in fitted.figures.values()} == {39}


@pytest.mark.slow
def test_a_shop_that_generic_heads_were_trained_on_gets_heads_of_its_own():
    generic, pairs, seen = trained_and_made_up(60, seen=40)
    fitted = fit_shop(pairs, generic, training=QUICK, seen=seen)
    assert set(fitted.figures) == {Method.RIDGE, Method.CONTRASTIVE}
    assert {one.photos for one in fitted.figures.values()} == {60}


def test_equal_texts_share_their_photos():
    pairs = made_up(20)
    said = pairs.said.copy()
    said[Length.COLOUR] = 0
    assert judge(fit_ridge(pairs), replace(pairs, said=said)).found == 1.0
    assert judge(fit_ridge(pairs), replace(pairs, said=said)).chance == pytest.approx(1.0)


@given(st.lists(st.integers(0, 9), min_size=10, max_size=60), st.integers(2, 5))
def test_all_variants_of_a_product_are_on_one_side(families, count):
    count = min(count, len(set(families)))
    numbers = np.array(families)
    folds = folds_by_family(numbers, count, seed=1)
    assert np.array_equal(np.sum(folds, axis=0), np.ones(len(families)))
    for fold in folds:
        assert not set(numbers[fold]) & set(numbers[~fold])


def test_a_wrong_answer_that_ties_comes_first():
    near = np.array([[0.5, 0.5, 0.1], [0.9, 0.2, 0.1]], dtype=np.float32)
    right = np.array([[True, False, False], [True, False, True]])
    assert first_right(near, right).tolist() == [2, 1]


def test_the_lower_bound_is_wilsons():
    # 8 of 10, z = 2.33: middle 0.8 + 5.4289 / 20, spread 2.33 sqrt(0.016 + 5.4289 / 400),
    # both over 1.54289.
    assert lower_bound(0.8, 10) == pytest.approx((1.071445 - 0.400615) / 1.54289, abs=1e-4)
    assert lower_bound(1.0, 0) == 0.0


@given(st.lists(st.integers(0, 5), min_size=1, max_size=300), st.integers(32, 128))
def test_a_batch_holds_distinct_rows(kinds, size):
    rows = batch_rows(np.array(kinds), size, np.random.default_rng(0))
    assert len(rows) == min(size, len(kinds)) == len(set(rows.tolist()))
    assert rows.min() >= 0
    assert rows.max() < len(kinds)


def test_half_a_batch_comes_in_runs_of_one_category():
    kinds = np.repeat(np.arange(100), 100)
    rows = batch_rows(kinds, 64, np.random.default_rng(0))
    of_kind = np.bincount(kinds[rows])
    assert (of_kind >= 8).sum() >= 2


def test_sets_are_joined_with_products_apart_and_none_too_large():
    many = replace(made_up(60), families=np.zeros(60, dtype=np.int64))
    both = joined([many, made_up(30)], seed=0)
    assert len(both) == MOST_PHOTOS + 30
    assert len(set(both.families.tolist())) == 31
    assert not set(both.said[0, :MOST_PHOTOS].tolist()) & set(both.said[0, MOST_PHOTOS:].tolist())


def test_drift_is_the_share_of_pairs_that_are_new():
    fitted, now = np.array([1, 2, 3, 4], np.uint64), np.array([3, 4, 5, 6], np.uint64)
    assert drift(fitted, now) == 0.5
    assert drift(fitted, fitted[:0]) == 0.0
    assert drift(fitted, fitted[:1]) == 0.0
