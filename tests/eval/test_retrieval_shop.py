from statistics import fmean

import pytest

from eval.benchmarks.retrieval_shop import FILTERS, BenchmarkShop, Product, open_shop
from eval.data_sets import NoDataError
from retrieval.item_text import item_text

PRODUCTS = [
    Product(f"Product {n} of wool", ("Things", f"Kind {n % 7}"), f"Brand {n % 30}")
    for n in range(501)
]


@pytest.fixture(scope="module")
def shop():
    return BenchmarkShop(PRODUCTS)


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda wanted: wanted.name)
@pytest.mark.slow
def test_a_filter_keeps_the_share_it_says(shop, wanted):
    items = list(shop.items(16_000))
    shares = []
    for query in (3, 250):
        constraints = shop.filter(wanted, query)
        shares.append(fmean(constraints.allow(item) for item in items))
    assert fmean(shares) == pytest.approx(wanted.share, rel=0.05)


def test_no_two_items_say_the_same(shop):
    texts = [item_text(item) for item in shop.items(6_000)]
    assert len(set(texts)) == len(texts)


def test_an_item_follows_from_its_number(shop):
    assert shop.item(1_234) == BenchmarkShop(PRODUCTS).item(1_234)
    assert [item.item_id for item in shop.items(3)] == sorted(i.item_id for i in shop.items(3))


def test_requests_are_words_of_titles_and_price_bounds_never_repeat(shop):
    assert all(shop.query(number).strip() for number in range(50))
    by_price = next(one for one in FILTERS if one.name == "50")
    assert len({shop.filter(by_price, number) for number in range(300)}) == 300


def test_where_the_texts_are_missing_their_folder_is_named(tmp_path):
    with pytest.raises(NoDataError, match="AISLE_DATA"):
        open_shop(tmp_path)
