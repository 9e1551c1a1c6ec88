import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.words import index_terms, query_terms, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Running SHOES", ["run", "shoe"]),
        ("t-shirt", ["t", "shirt", "tshirt"]),
        ("women’s dresses", ["women", "dress"]),
        ("Ｗｉｄｅ　size１２", ["wide", "size12"]),
        ("café", ["café"]),
        ("防水", ["防", "水", "防水"]),
        ("nike运动鞋42", ["nike", "运", "动", "鞋", "运动", "动鞋", "42"]),
        ("レインコート", [*"レインコート", "レイ", "イン", "ンコ", "コー", "ート"]),
        ("방수", ["방", "수", "방수"]),
        ("the for with", []),
        ("😀 ... --", []),
        ("", []),
    ],
)
def test_terms_of_a_text(text, expected):
    assert index_terms(text) == expected


@given(st.text())
def test_every_text_is_found_by_its_own_words(text):
    found_under = set(index_terms(text))
    for word in words(text):
        assert set(query_terms(word)) <= found_under


@given(st.text())
def test_case_and_width_make_no_difference(text):
    assert index_terms(text.upper().lower()) == index_terms(text.upper().lower().title().lower())


def test_stemming_is_right_from_many_threads():
    nouns = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}bottles" for n in range(600)]
    wrong = []

    def work():
        wrong.extend(noun for noun in nouns if stem(noun) != noun[:2] + "bottl")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
