from decimal import Decimal

from ranking.cross_encoder.lists import LENGTH, Negatives, labelled_lists
from ranking.cross_encoder.weak_labels import PARTLY, WeakLabels, is_held_out
from retrieval.items import Item, Price
from tests.fakes.retrieval import FakeTextEncoder


def item(name, title, colour, *, family=None, description="", leaf="Coats"):
    return Item(
        name, family or name, title, description, None, ("Clothing", leaf),
        Price(Decimal(20), "USD"), attributes={"colour": (colour,)},
    )  # fmt: skip


WALKS = "Perfect for long walks in autumn rain."
SHOP = [
    item("a1", "Trail Coat", "red", family="a", description=WALKS),
    item("a2", "Trail Coat", "blue", family="a", description=WALKS),
    item("b", "City Coat", "red"),
    item("c", "Oak Chair", "red", leaf="Chairs"),
    *(item(f"d{n}", f"Number{n} Chair", "green", leaf="Chairs") for n in range(12)),
]


def requests(count=80, seed=1, about=SHOP):
    return list(WeakLabels(SHOP).write(about, count, seed))


def test_an_attribute_with_a_noun_is_answered_by_what_has_both():
    found = [r for r in requests() if r.text in ("red coat", "coat red")]
    assert found
    for request in found:
        assert request.labels == {"a1": 1.0, "a2": PARTLY, "b": 1.0}


def test_a_purpose_is_answered_by_the_whole_family_that_says_it():
    found = [r for r in requests() if "long walks in autumn rain" in r.text]
    assert found
    assert all(r.labels["a1"] == r.labels["a2"] == 1.0 for r in found)


def test_every_request_has_an_answer_and_no_text_comes_twice():
    written = requests()
    assert len({r.text for r in written}) == len(written)
    assert all(max(r.labels.values()) == 1.0 for r in written)
    assert all(label in (1.0, PARTLY) for r in written for label in r.labels.values())


def test_equal_seeds_write_equal_requests():
    assert requests(50, 3) == requests(50, 3) != requests(50, 4)


def test_products_are_held_out_whole():
    shades = [item(f"x{n}", "Coat", "red", family="x") for n in range(20)]
    assert len({is_held_out(shade) for shade in shades}) == 1
    many = [item(str(n), "Coat", "red") for n in range(300)]
    assert 20 < sum(map(is_held_out, many)) < 80


def test_a_list_has_answers_and_what_is_near_and_does_not_answer():
    near = Negatives(SHOP, FakeTextEncoder(), lambda _done, _total: None)
    lists = list(labelled_lists(SHOP, SHOP, near, count=20, seed=2))
    assert lists
    for each in lists:
        assert len(each.items) == len(each.labels) <= LENGTH
        assert len({i.item_id for i in each.items}) == len(each.items)
        assert max(each.labels) == 1.0
        assert min(each.labels) < 1.0
    assert lists == list(labelled_lists(SHOP, SHOP, near, count=20, seed=2))


def test_what_is_near_comes_once_and_by_words_and_meaning():
    near = Negatives(SHOP, FakeTextEncoder(), lambda _done, _total: None)
    rows = near.near("trail coat")
    assert len(rows) == len(set(rows))
    assert {0, 1} <= set(rows[:4])
