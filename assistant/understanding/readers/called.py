"""Things called by what a shop keeps as a value: "a cotton polo", "a waterproof backpack"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.cuts import cut_called
from assistant.understanding.readers.draft import Draft, Mention, Stance, said_before
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.heads import is_head
from assistant.understanding.readers.lexicon import FEW_PLACES
from assistant.understanding.readers.word_forms import noun_key
from assistant.understanding.readers.word_lists import cues, function_words, listed, synonyms
from retrieval.constraints import CATEGORY, lies_within

_ARTICLES: Final = listed("a an some")


def find_called(draft: Draft) -> None:
    """Seek what titles call by a value ("polo", a neckline), where no category is named.

    A shop's level of "women's capris" says for whom; the capris are sought below it.
    """
    levels = [mention for mention in draft.mentions if mention.field == CATEGORY]
    if not all(is_audience(draft, level) for level in levels):
        return
    for at, token in enumerate(draft.sentence.tokens):
        names = (token.text, *synonyms().get(token.text, ()))
        called = (draft.lexicon.titles.categories(noun_key((name,))) for name in names)
        paths = _below(levels, next((found for found in called if found), ()))
        if 0 < len(paths) <= FEW_PLACES and _is_sought(draft, at):
            cut = _cut_at(draft, at)
            draft.mentions[:] = [mention for mention in draft.mentions if mention not in levels]
            draft.mentions += [Mention(at, at + 1, CATEGORY, paths), *cut]
            draft.mentions.sort(key=lambda mention: mention.start)
            return


def _below(levels: list[Mention], paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths that lie below every level named."""
    return tuple(p for p in paths if all(any(lies_within(p, v) for v in m.values) for m in levels))


def _cut_at(draft: Draft, at: int) -> list[Mention]:
    """Tell capris, a cut that only the shop's styles tell, from a backpack, its own kind."""
    cut = cut_called(draft, at, at + 1)
    own_kind = draft.sentence.word(at) in synonyms() or draft.is_named(at)
    return [] if cut is None or own_kind else [Mention(at, at + 1, cut.field, cut.values)]


def _is_sought(draft: Draft, at: int) -> bool:
    """Tell the polo of "a cotton polo" from the polo of "with a polo neck" and "no polo"."""
    named = next((one for one in draft.mentions if one.start <= at < one.end), None)
    known = draft.lexicon.attribute((draft.sentence.word(at),))
    if draft.asked[at] or not known or any(one.field in PLAIN_FIELDS for one in known):
        return False
    if named is None and (draft.taken[at] or draft.sentence.word(at) in function_words()):
        return False
    wanted = named is None or (
        named.stance in (Stance.WANTED, Stance.WISHED) and named.end == at + 1
    )
    return wanted and _is_introduced(draft, at) and is_head(draft, at, at + 1)


def _is_introduced(draft: Draft, at: int) -> bool:
    """Tell whether an article stands before a word and its qualities, or nothing before it."""
    while draft.is_named(at - 1):
        at -= 1
    if draft.sentence.word(at - 1) in _ARTICLES:
        return True
    opens = draft.moment.intent.seeks_nothing
    led = said_before(draft, at, cues("subject.leads")) < at
    return opens and (draft.sentence.is_mark(at - 1) or led)
