"""Whether written utterances are understood exactly: ``aisle eval understanding``.

With ``--llm`` the turns that the rules are not sure of are read by the model too, as they
are in the product; it may take as long as its time-out, and the report has another name,
since another bound is for it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from assistant.settings import LanguageModel, Settings
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.readers.language_model import LanguageModelReader
from assistant.understanding.understand import Understanding
from eval.opening import language_model, model_line
from eval.report import Report
from eval.understanding.catalogues import DEMO, read_listing
from eval.understanding.judge import Verdict, judge
from eval.understanding.utterances import FOLDER, Half, Utterance, read_utterances

ALL: Final = "all"
_OPENING: Final = "openings"
_REFINING: Final = "in a context"

Verdicts = Mapping[Half, Sequence[Verdict]]


def run(data: Path | None = None, *, llm: LanguageModel = LanguageModel.NONE) -> Report:
    """Judge every utterance.

    Args:
        data: Folder of the data sets, see ``data_folder``.
        llm: Which language model reads beside the rules.

    Raises:
        NoDataError: If a shop's data set is missing.
        UtteranceError: If the utterances are not as they should be.
        SystemUnderTestError: If the language model can't be had.
    """
    halves = read_utterances()
    settings = Settings().model_copy(update={"llm": llm})
    with language_model(settings) as model:
        reader = [LanguageModelReader(model, settings.llm_timeout)] if model is not None else []
        understanding = Understanding([Grammar(), *reader])
        verdicts = judged(halves, understanding, data, settings.llm_timeout)
    judged_halves = [half for half in Half if verdicts[half]]
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for kind, group in _groups(verdicts).items():
        rows.append((kind, *(_share(group[part]) for part in (*judged_halves, ALL))))
        figures |= {
            f"{kind.replace(' ', '_')}.{part}": sum(one.right for one in some) / len(some)
            for part, some in group.items()
            if some
        }
    return Report(
        name="understanding" if llm is LanguageModel.NONE else "understanding-with-model",
        columns=("kind", *(half.replace("_", " ") for half in judged_halves), ALL),
        rows=rows,
        figures=figures,
        facts={
            "utterances": f"{sum(map(len, halves.values()))}, sha256 {_digest()}",
            "shops": ", ".join(sorted({one.shop for some in halves.values() for one in some})),
            "language model": model_line(settings, llm),
        },
        notes=[
            "A turn counts where the whole state after it and the act are exactly right.",
            *_held_out(halves),
            *_misread(verdicts),
        ],
    )


def judged(
    halves: Mapping[Half, Sequence[Utterance]],
    understanding: Understanding,
    data: Path | None = None,
    model_seconds: float = 0,
) -> dict[Half, list[Verdict]]:
    """Judge the utterances of both halves by one way of reading; see ``judge``."""
    shops = {one.shop for some in halves.values() for one in some}
    listings = {shop: read_listing(shop, data if shop != DEMO else None) for shop in shops}
    return {
        half: [judge(one, listings[one.shop], understanding, model_seconds) for one in some]
        for half, some in halves.items()
    }


def _groups(verdicts: Verdicts) -> dict[str, dict[str, list[Verdict]]]:
    """Sort verdicts by what they are of: all, openings or not, and each kind."""
    groups: dict[str, dict[str, list[Verdict]]] = {}
    kinds = sorted({one.utterance.kind for some in verdicts.values() for one in some})
    for name in (ALL, _OPENING, _REFINING, *kinds):
        of_name = groups.setdefault(name, {})
        for half in Half:
            of_name[half] = [one for one in verdicts[half] if name in _names(one.utterance)]
        of_name[ALL] = [one for half in Half for one in of_name[half]]
    return groups


def _names(utterance: Utterance) -> tuple[str, ...]:
    return (ALL, _REFINING if utterance.context else _OPENING, utterance.kind)


def _share(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "-"
    right = sum(one.right for one in verdicts)
    return f"{right / len(verdicts):.1%} ({right}/{len(verdicts)})"


def _misread(verdicts: Verdicts) -> list[str]:
    """Quote what was misread of the development half; of the other only the kinds."""
    notes = [
        f"misread in {one.utterance.shop}: {one.utterance.said!r}: {'; '.join(one.misses)}"
        for one in verdicts[Half.DEVELOPMENT]
        if not one.right
    ]
    kinds = Counter(one.utterance.kind for one in verdicts[Half.HELD_OUT] if not one.right)
    if kinds:
        listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        notes.append(f"misread of the held-out half: {listed}")
    return notes


def _held_out(halves: Mapping[Half, Sequence[Utterance]]) -> list[str]:
    if not halves[Half.HELD_OUT]:
        return ["Nothing is held out: every turn here has been looked at."]
    return ["Of the held-out half only the misses by kind were seen while the readers were mended."]


def _digest() -> str:
    content = b"".join(path.read_bytes() for path in sorted(FOLDER.rglob("*.toml")))
    return sha256(content).hexdigest()[:12]
