"""Our sums against those of trec_eval, ndeval and SciPy, to 1e-9."""

import warnings

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from eval.metrics.accuracy import average_precision, hit_rate, ndcg, precision, recall
from eval.metrics.accuracy import reciprocal_rank as mrr
from eval.metrics.variety import _alpha_dcg, intra_list_diversity, leaf_entropy

ROWS = 60
ITEMS = 40
K = 10

pytestmark = pytest.mark.slow


def lists_and_gains(seed):
    """Lists of 0 to 25 items, some shorter than k, and graded gains of 0 to 12 items."""
    rng = np.random.default_rng(seed)
    ranked, gains = {}, {}
    for row in range(ROWS):
        ids = [f"i{n}" for n in rng.permutation(ITEMS)]
        ranked[f"q{row}"] = ids[: int(rng.integers(1, 26))]
        wanted = rng.permutation(ITEMS)[: int(rng.integers(1, 13))]
        gains[f"q{row}"] = {f"i{n}": float(rng.integers(1, 4)) for n in wanted}
    return ranked, gains


@pytest.fixture(scope="module")
def library():
    """What ir-measures says of each row, by measure."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ir_measures  # noqa: PLC0415 - it warns when it is imported
        from ir_measures import AP, RR, P, R, Success, nDCG  # noqa: PLC0415

        ranked, gains = lists_and_gains(1)
        runs = {q: {i: float(-place) for place, i in enumerate(ids)} for q, ids in ranked.items()}
        qrels = {q: {i: int(gain) for i, gain in own.items()} for q, own in gains.items()}
        measures = [nDCG @ K, AP @ K, AP, RR @ K, RR, P @ K, R @ K, Success @ K]
        found = {}
        for metric in ir_measures.iter_calc(measures, qrels, runs):
            found[str(metric.measure), metric.query_id] = metric.value
    return found, ranked, gains


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("nDCG@10", lambda ranked, gains: ndcg(ranked, gains, K)),
        ("AP@10", lambda ranked, gains: average_precision(ranked, gains, K)),
        ("AP", lambda ranked, gains: average_precision(ranked, gains, ITEMS)),
        ("RR@10", lambda ranked, gains: mrr(ranked, gains, K)),
        ("RR", lambda ranked, gains: mrr(ranked, gains, ITEMS)),
        ("P@10", lambda ranked, gains: precision(ranked, gains, K)),
        ("R@10", lambda ranked, gains: recall(ranked, gains, K)),
        ("Success@10", lambda ranked, gains: hit_rate(ranked, gains, K)),
    ],
)
def test_as_trec_eval_has_it(library, name, ours):
    found, ranked, gains = library
    for row, ids in ranked.items():
        assert ours(ids, gains[row]) == pytest.approx(found[name, row], abs=1e-9), row


def test_alpha_dcg_as_ndeval_has_it():
    # The gain alone, for greedy ideals differ by how ties are broken; ndeval gives six digits,
    # and divides by the gain of a list whose every place holds all the aspects.
    import pyndeval  # noqa: PLC0415 - a compiled library that only this test needs

    rng = np.random.default_rng(2)
    qrels, run, aspects, ranked = [], [], {}, {}
    for row in range(ROWS):
        ids = [f"i{n:02}" for n in rng.permutation(ITEMS)][: int(rng.integers(1, 26))]
        ranked[f"q{row}"] = ids
        aspects[f"q{row}"] = {}
        for item in rng.permutation(ITEMS)[:8]:
            own = frozenset(str(a) for a in rng.permutation(5)[: int(rng.integers(1, 4))])
            aspects[f"q{row}"][f"i{item:02}"] = own
            qrels += [pyndeval.SubtopicQrel(f"q{row}", a, f"i{item:02}", 1) for a in own]
        run += [
            pyndeval.ScoredDoc(f"q{row}", item, float(-place)) for place, item in enumerate(ids)
        ]
    theirs = pyndeval.ndeval(qrels, run, measures=[f"alpha-DCG@{K}"])
    for row, ids in ranked.items():
        subtopics = len(frozenset().union(*aspects[row].values()))
        most = subtopics * sum(0.5**place / np.log2(place + 2) for place in range(K))
        have = _alpha_dcg(ids[:K], aspects[row], 0.5) / most
        assert have == pytest.approx(theirs[row][f"alpha-DCG@{K}"], abs=1e-6)


def test_variety_as_scipy_has_it():
    from scipy.stats import entropy  # noqa: PLC0415 - a second that only this test needs

    rng = np.random.default_rng(3)
    for _ in range(ROWS):
        paths = [
            tuple(f"{depth}{name}" for depth, name in enumerate(row))
            for row in rng.integers(0, 3, size=(int(rng.integers(2, 9)), 3))
        ]
        # Whether a path's first d names differ, for each d: Hamming's share of those that do.
        prefixes = [[hash(path[:depth]) for depth in (1, 2, 3)] for path in paths]
        assert intra_list_diversity(paths) == pytest.approx(
            float(np.mean(pdist(np.array(prefixes, dtype=np.float64), "hamming"))), abs=1e-9
        )
        _, counts = np.unique([str(path) for path in paths], return_counts=True)
        assert leaf_entropy(paths) == pytest.approx(float(entropy(counts, base=2)), abs=1e-9)
