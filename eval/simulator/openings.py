"""What simulated shoppers say first, where nothing else of a dialogue is wanted."""

from collections.abc import Iterator
from itertools import count

from eval.simulator.chance import Chance
from eval.simulator.personas import PERSONAS
from eval.simulator.shop import Shop
from eval.simulator.shopper import Shopper
from eval.simulator.speech import Languages


def openings(shop: Shop, seed: int) -> Iterator[tuple[str, str]]:
    """Yield each shopper's name and first words, the personas taking turns, without end.

    Args:
        shop: Where they shop.
        seed: The same seed gives the same words.

    Raises:
        GoalError: If the catalogue has too little to ask for.
    """
    languages = Languages()
    for index in count():
        persona = PERSONAS[index % len(PERSONAS)]
        shopper = Shopper(shop, persona, languages, Chance(seed, index))
        yield f"{persona.name}-{index}", shopper.opening().text
