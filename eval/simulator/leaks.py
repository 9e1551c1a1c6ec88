"""Whether a shopper's words give the sought item away.

A shopper may say what kind of thing it is and what it is like, in words that
the catalogue uses of many items. The words that only its name and brand have
are the answer; a system that hears them is not recommending but looking up.
"""

import re
from collections.abc import Iterable
from typing import Final

from eval.simulator.nouns import singular, words_of
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary

NAME_LENGTH: Final = 4
"""Titles of fewer words, such as "Leather Tote", may be nothing but fair words."""


class LeakDetector:
    """Finds words that give an item away."""

    def __init__(
        self, vocabulary: Vocabulary, kinds: Iterable[str], templates: Iterable[str]
    ) -> None:
        """Take the words that may be said of any item.

        Args:
            vocabulary: Its categories and attribute values are fair to say.
            kinds: Nouns that several products share.
            templates: Sentences that are said whatever the item is.
        """
        fair: set[str] = set()
        for text in (*vocabulary.categories, *kinds, *templates):
            fair.update(words_of(text))
        for name, values in vocabulary.attributes.items():
            fair.update(words_of(name))
            for value in values:
                fair.update(words_of(value))
        self._fair = fair | {singular(word) for word in fair}

    def leaks(self, said: str, item: Item) -> list[str]:
        """Return what in the words gives the item away, sorted; empty is clean.

        Args:
            said: One utterance.
            item: The item that is sought.

        Returns:
            Its id or its whole title where they stand in the utterance, and each
            word of its title or brand that is fair of no other item.
        """
        named = [item.item_id]
        if len(words_of(item.title)) >= NAME_LENGTH:
            named.append(item.title)
        whole = {name for name in named if _stands_in(name, said)}
        own = {word for word in words_of(f"{item.title} {item.brand or ''}") if len(word) > 1}
        telling = {word for word in own if not {word, singular(word)} & self._fair}
        return sorted(whole | (telling & set(words_of(said))))


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
