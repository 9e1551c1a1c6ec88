"""Judges recommenders on dialogues: the floors, recall by row set, intervals by dialogue."""

from collections.abc import Mapping, Sequence
from typing import Final

from assistant.settings import Settings
from eval.baselines.dialogue_floors import (
    Ranked,
    by_facts,
    by_popularity,
    by_words,
    most_mentioned,
    repeat_last,
)
from eval.dialogue_sets import DialogueSet
from eval.metrics.recommended import RankedTurn, macro, micro
from eval.statistics import Interval, bootstrap, paired_difference
from ranking.dialogue.recommender import DialogueRecommender, FitOptions
from ranking.dialogue.turns import RecommendationTurn, folds
from retrieval.encoders.caching import CachingTextEncoder
from retrieval.encoders.embedding_cache import EMBEDDINGS, EmbeddingCache
from retrieval.encoders.minilm import MINILM, open_minilm

OURS: Final = "aisle"
COLUMNS: Final = ("rows", "mean", "system", "R@1", "R@10", "R@50")
ROW_SETS: Final = (
    "all: every recommended item. novel: only those not mentioned before, same list. "
    "novel-filtered: mentioned items taken off the list as well."
)
MEANS: Final = (
    "micro: over recommended items. macro: over turns. "
    "In brackets 95 % by bootstrap over dialogues; the floors' stand in the JSON."
)
_KS: Final = (1, 10, 50)
_DEPTH: Final = 200
_RECALL: Final = {"micro": micro, "macro": macro}

Turns = Sequence[RecommendationTurn]
Rows = list[tuple[str, ...]]


def recommend(data: DialogueSet, past: Turns, turns: Turns, options: FitOptions) -> Ranked:
    """Fit on past turns and rank for others; vectors of texts are kept under the home."""
    settings = Settings()
    folder = settings.home / "measured" / data.name
    folder.mkdir(parents=True, exist_ok=True)
    encoder = CachingTextEncoder(
        open_minilm(settings.models_dir()), EmbeddingCache(folder / EMBEDDINGS)
    )
    recommender = DialogueRecommender.fit(
        data.graph, past, encoder=encoder, item_texts=data.item_texts, options=options
    )
    return recommender.rank(turns)


def recommend_by_folds(
    data: DialogueSet, turns: Turns, count: int, options: FitOptions
) -> tuple[Ranked, Mapping[str, Ranked]]:
    """Rank every turn by what was learnt from the dialogues of the other folds.

    Returns:
        The ranking of each turn, and the same for the floors.
    """
    fold = folds(turns, count, options.seed)
    ranked: Ranked = [[] for _ in turns]
    under: dict[str, Ranked] = {}
    for held_out in range(count):
        inside = [place for place, each in enumerate(fold) if each == held_out]
        past = [turn for turn, each in zip(turns, fold, strict=True) if each != held_out]
        judged = [turns[place] for place in inside]
        floor = floors(data, past, judged)
        of_fold = {OURS: recommend(data, past, judged, options), **floor}
        for name, lists in of_fold.items():
            all_of = ranked if name == OURS else under.setdefault(name, [[] for _ in turns])
            for place, ranking in zip(inside, lists, strict=True):
                all_of[place] = ranking
    return ranked, under


def floors(data: DialogueSet, past: Turns, turns: Turns) -> dict[str, Ranked]:
    """Rank by what needs no learning from dialogues."""
    return {
        "popularity": by_popularity(past, turns, _DEPTH),
        "BM25": by_words(data.graph, data.item_texts, turns, _DEPTH),
        "shared facts": by_facts(data.graph, turns, _DEPTH),
        "repeat-last": repeat_last(data.graph, turns, _DEPTH),
        "most-mentioned": most_mentioned(data.graph, past, turns, _DEPTH),
    }


def judge(part: str, turns: Turns, ranked: Mapping[str, Ranked]) -> tuple[Rows, dict[str, float]]:
    """Score every system on every set of rows.

    Args:
        part: Of the data, for names.
        turns: That were ranked for.
        ranked: By system, ours under ``OURS``.

    Returns:
        The table's rows, and figures such as ``validation.all.micro.r10`` (ours) and
        ``validation.all.BM25.micro.r10``, with ``.low``, ``.high`` and, for ours,
        ``.ahead.low``: the lower end of our lead over the nearest floor, turn by turn.
    """
    table: Rows = []
    figures: dict[str, float] = {}
    sets = {system: _row_sets(turns, lists) for system, lists in ranked.items()}
    for rows in next(iter(sets.values())):
        for mean in _RECALL:
            for system in ranked:
                found = {k: _RECALL[mean](sets[system][rows], k) for k in _KS}
                cells = [bootstrap(found[k]) for k in _KS]
                scored = sum(bool(turn.recommended) for turn in sets[system][rows])
                shown = [_cell(cell, whole=system == OURS) for cell in cells]
                table.append((f"{part}, {rows}: {scored}", mean, system, *shown))
                for k, cell in zip(_KS, cells, strict=True):
                    of = "" if system == OURS else f"{system}."
                    figures |= cell.figures(f"{part}.{rows}.{of}{mean}.r{k}")
            for k in _KS:
                figures[f"{part}.{rows}.{mean}.r{k}.ahead.low"] = _lead(sets, rows, mean, k)
    return table, figures


def settings_line(options: FitOptions) -> str:
    """Name what ranked, for the report."""
    return f"{options.boost}; {options.candidates} candidates; {MINILM.name} int8, not tuned"


def _row_sets(turns: Turns, ranked: Ranked) -> dict[str, list[RankedTurn]]:
    every = [
        RankedTurn(turn.dialogue_id, names, turn.recommended, frozenset(turn.mentioned))
        for turn, names in zip(turns, ranked, strict=True)
    ]
    return {
        "all": every,
        "novel": [turn.novel(filtered=False) for turn in every],
        "novel-filtered": [turn.novel(filtered=True) for turn in every],
    }


def _lead(
    sets: Mapping[str, Mapping[str, Sequence[RankedTurn]]], rows: str, mean: str, k: int
) -> float:
    """Return the lower end of our lead over the floor that is nearest to us."""
    recalls = {system: _RECALL[mean](of_one[rows], k) for system, of_one in sets.items()}
    return min(
        paired_difference(recalls[OURS], recalls[system]).low
        for system in recalls
        if system != OURS
    )


def _cell(cell: Interval, *, whole: bool) -> str:
    return cell.shown() if whole else f"{cell.mean:.3f}"
