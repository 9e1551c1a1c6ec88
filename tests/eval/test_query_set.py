import os
from collections import Counter
from pathlib import Path

import pytest

from eval.query_set import Kind, QuerySetError, Request, Split, load_requests, shops
from retrieval.feeds.field_map import load_field_map
from retrieval.feeds.read import read_feed
from tests.fakes.retrieval import make_item

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("AISLE_DATA", ROOT.parent / "shared" / "data"))

ITEMS = [
    make_item("1", "Red Heels", category=("Shoes", "Formal"), attributes={"colour": ("red",)}),
    make_item("2", "Wheel of cheese", category=("Food",), description="Not red at all."),
    make_item("3", "Blue heel", category=("Shoes", "Formal"), attributes={"colour": ("blue",)}),
    make_item("4", "Leather boot", category=("Shoes",), family_id="boot"),
]


def requests(tmp_path, needs):
    (tmp_path / "shop.toml").write_text(f'feed = "shop"\n{needs}', encoding="utf-8")
    return load_requests("shop", ITEMS, tmp_path)


def need(want, more=""):
    return f'[[need]]\nname = "n"\nwant = {want}\nattribute = ["x"]\n{more}'


@pytest.mark.parametrize(
    ("want", "relevant"),
    [
        ('{ title = ["heels?"] }', {"1", "3"}),
        ('{ title = ["heels?"], colour = ["red", "green"] }', {"1"}),
        ('{ says = ["red"] }', {"1", "2"}),
        ('{ says = ["red", "cheese"] }', {"2"}),
        ('{ category = ["shoes"] }', {"1", "3", "4"}),
        ('{ category = ["shoes > formal", "food"] }', {"1", "2", "3"}),
        ('{ items = ["2", "4"] }', {"2", "4"}),
        ('{ families = ["boot"] }', {"4"}),
        ('{ category = ["shoes"] }\navoid = { colour = ["red"], title = ["leather"] }', {"3"}),
    ],
)
def test_a_rule_tells_which_items_answer(tmp_path, want, relevant):
    [request] = requests(tmp_path, need(want))
    assert request.relevant == relevant


def test_wordings_carry_their_kind_and_share_a_family(tmp_path):
    found = requests(tmp_path, need('{ items = ["1"] }', 'chinese = ["红"]\nuse-case = ["y"]'))
    assert [(r.kind, r.text, r.family) for r in found] == [
        (Kind.ATTRIBUTE, "x", "n"),
        (Kind.USE_CASE, "y", "n"),
        (Kind.CHINESE, "红", "n"),
    ]
    assert len({r.split for r in found}) == 1


@pytest.mark.parametrize(
    ("needs", "named"),
    [
        (need('{ title = ["unicorn"] }'), "'n'"),
        (need('{ items = ["1"] }') + need('{ items = ["1"] }'), "need twice: n"),
        (need('{ items = ["1"] }', 'misspelt = ["x"]'), "text twice: x"),
        (need('{ items = ["1"] }', 'rude = ["x"]'), "rude"),
        ("nonsense", "shop.toml"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path, needs, named):
    with pytest.raises(QuerySetError, match=named):
        requests(tmp_path, needs)


def test_the_split_is_by_family_alone():
    def split(family, shop="a", text="t"):
        return Request(shop, "n", family, Kind.ATTRIBUTE, text, frozenset("1")).split

    assert split("backpack") == split("backpack", "b", "u")
    assert {split(str(n)) for n in range(20)} == set(Split)


@pytest.mark.slow
def test_the_shipped_requests_have_answers_in_their_shops():
    assert shops() == ["magento_luma", "retail_demo_store_text"]
    for shop in shops():
        feed = DATA / shop / "products.jsonl"
        if not feed.exists():
            pytest.skip(f"needs {shop} under AISLE_DATA (default ../shared/data)")
        field_map = load_field_map(ROOT / "deploy" / "field_maps" / f"{shop}.toml")
        items = [record.item for record in read_feed(feed, field_map=field_map)]
        found = load_requests(shop, items)
        for split in Split:
            kinds = Counter(request.kind for request in found if request.split is split)
            assert min(kinds[kind] for kind in Kind) >= 7
            assert sum(kinds.values()) > 100
