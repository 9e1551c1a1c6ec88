"""A small shop with histories that hold a pattern: what is next on a shelf is often taken next."""

import json

import numpy as np

from ranking.shoppers.histories import make_histories
from ranking.shoppers.item_content import make_content


def a_shop(items=120, shoppers=150, *, seed=0):
    """Return histories and content: ten shelves, and shoppers who go along one of them."""
    chance = np.random.default_rng(seed)
    shelf = np.arange(items) % 10
    taken = []
    for _ in range(shoppers):
        mine = np.flatnonzero(shelf == chance.integers(10))
        start = chance.integers(len(mine))
        length = int(chance.choice([3, 4, 5, 6, 12]))
        taken.append([int(mine[(start + step) % len(mine)]) for step in range(length)])
    directions = chance.normal(size=(10, 16))
    texts = (directions[shelf] + 0.3 * chance.normal(size=(items, 16))).astype(np.float32)
    brands = [None if number % 7 == 0 else f"brand {number % 5}" for number in range(items)]
    paths = [("Beauty", f"Aisle {s % 3}", f"Shelf {s}") for s in shelf]
    histories = make_histories([f"item {number}" for number in range(items)], taken)
    return histories, make_content(texts, brands, paths)


def write_shop(folder, items=120, shoppers=150):
    """Write the shop as the two files of a folder of histories."""
    histories, _ = a_shop(items, shoppers)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        " ".join(map(str, [row, *(number + 1 for number in history.tolist())]))
        for row, history in enumerate(histories.shoppers, start=1)
    ]
    (folder / "sequences.txt").write_text("\n".join(lines) + "\n", "utf-8")
    rows = [
        {
            "asin": item_id,
            "title": f"{item_id} of shelf {number % 10}",
            "brand": f"brand {number % 5}",
            "category_path": ["Beauty", f"Aisle {number % 10 % 3}", f"Shelf {number % 10}"],
        }
        for number, item_id in enumerate(histories.item_ids)
    ]
    (folder / "items.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return folder
