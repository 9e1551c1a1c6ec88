"""Cases made by rule: the catalogue itself tells what is right."""

import pytest

from assistant.reply import Outcome
from eval.understanding.catalogues import DEMO, read_listing
from eval.understanding.denials import Sort, cases_of

pytestmark = pytest.mark.slow  # reads a whole catalogue


@pytest.fixture(scope="module")
def demo():
    return read_listing(DEMO)


@pytest.fixture(scope="module")
def cases(demo):
    return cases_of(tuple(demo.items.values()), demo.vocabulary)


def test_there_are_enough_of_every_sort_and_always_the_same(demo, cases):
    assert cases_of(tuple(demo.items.values()), demo.vocabulary) == cases
    for sort in Sort:
        assert sum(case.sort is sort for case in cases) >= 50


def test_what_nothing_fits_has_no_item_and_what_fits_has_some(cases):
    for case in cases:
        if case.sort is Sort.NOTHING_FITS:
            assert case.fitting == frozenset()
            assert case.outcome is Outcome.NOTHING_FITS
        if case.sort is Sort.SOMETHING_FITS:
            assert case.fitting
            assert case.outcome is Outcome.ANSWERED


def test_what_is_not_carried_stands_in_no_title(demo, cases):
    titles = " ".join(item.title.casefold() for item in demo.items.values())
    absent = [case.said for case in cases if case.sort is Sort.NOT_CARRIED]
    assert not any(said.rstrip("?").split()[-1] in titles.split() for said in absent)
