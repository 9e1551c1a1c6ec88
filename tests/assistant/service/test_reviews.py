import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.service.reviews.files import DEMO_REVIEWS, ReviewFileError, read_reviews
from assistant.service.reviews.review import Review
from assistant.service.reviews.shelf import Judged
from assistant.service.reviews.terms import count_terms, telling_terms
from assistant.service.reviews.tone import tone
from assistant.service.reviews.trends import CHANCE, DROP, trends, turn_for_the_worse

TODAY = date(2026, 11, 20)


def write(path, *rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_jsonl_is_read_under_the_usual_names_and_faults_are_told_by_line(tmp_path):
    path = write(
        tmp_path / "r.jsonl",
        {"sku": "a", "review": "Lovely.", "rating": 5, "date": "2026-11-01"},
        {"sku": "a", "rating": 4},
        {"sku": "a", "review": "Hm.", "rating": 9},
        {"sku": "a", "review": "Hm.", "date": "last week"},
    )
    read = read_reviews(path)
    assert read.reviews == (Review("a", "", "Lovely.", 5.0, date(2026, 11, 1)),)
    assert [fault.line for fault in read.faults] == [2, 3, 4]
    assert "text is missing" in read.faults[0].reason


def test_csv_is_read_by_a_map(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text('thing,words,when\nx,"Good, really.",2026-10-05T10:00:00\n', encoding="utf-8")
    names = tmp_path / "map.toml"
    names.write_text('[fields]\nproduct_id = "thing"\ntext = "words"\nwritten = "when"\n')
    assert read_reviews(path, names).reviews == (
        Review("x", "", "Good, really.", None, date(2026, 10, 5)),
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("r.xml", "<x/>", "read from"),
        ("r.jsonl", '{"a": 1}', "no row can be read"),
        ("r.jsonl", "{", "no JSON"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, name, content, why):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(ReviewFileError, match=why):
        read_reviews(path)


def test_a_map_that_names_what_there_is_not_is_refused(tmp_path):
    names = tmp_path / "map.toml"
    names.write_text('[fields]\nauthor = "who"\n')
    with pytest.raises(ReviewFileError, match="author"):
        read_reviews(write(tmp_path / "r.jsonl", {"sku": "a", "text": "b"}), names)


def test_an_import_twice_counts_once(service):
    reviews = read_reviews(DEMO_REVIEWS).reviews
    assert service.reviews.add(reviews) == len(reviews)
    assert service.reviews.add(reviews) == 0
    assert service.reviews.count() == len(reviews)


def test_tone_goes_by_words_and_stars():
    assert tone(Review("a", "", "I love it, excellent!")) > 0.4
    assert tone(Review("a", "", "Terrible. It broke, awful.")) < -0.4
    assert tone(Review("a", "", "The box is brown.", 1.0)) == pytest.approx(-0.5)
    assert tone(Review("a", "", "很好", 5.0)) == 1.0
    assert tone(Review("a", "", "很好")) is None


def test_the_demo_shop_has_one_turn_for_the_worse():
    found = trends([Judged(r, tone(r)) for r in read_reviews(DEMO_REVIEWS).reviews])
    alerting = [trend for trend in found.products if trend.alert]
    assert [trend.product_id for trend in alerting] == ["commuter-roll-top-backpack"]
    assert found.products[0] == alerting[0]
    assert alerting[0].hot[0].text == "buckle"
    assert alerting[0].recent.tone < 0 < alerting[0].older.tone


def test_recent_is_counted_from_the_newest_review():
    reviews = [
        Review("a", "", f"fine {n}", 4.0, TODAY - timedelta(days=n)) for n in (0, 29, 30, 90)
    ]
    found = trends([Judged(r, 0.5) for r in reviews])
    assert found.as_of == TODAY
    assert (found.products[0].recent.count, found.products[0].older.count) == (2, 2)


def test_undated_reviews_have_a_tone_and_no_course():
    found = trends([Judged(Review("a", "", "zip broke", 1.0), -0.6)] * 3)
    assert found.as_of is None
    assert found.products[0].alert is None
    assert found.products[0].months == ()


tones = st.lists(st.floats(-1, 1), max_size=25)


@settings(max_examples=25, deadline=None)
@given(tones, tones)
def test_an_alert_is_a_drop_that_chance_does_not_make(older, recent):
    alert = turn_for_the_worse(older, recent)
    if alert is not None:
        assert min(len(older), len(recent)) >= 5
        assert alert.drop >= DROP
        assert 0 < alert.chance < CHANCE
        assert turn_for_the_worse(recent, older) is None
    assert turn_for_the_worse(older, older) is None


def test_a_clear_fall_is_told_and_a_slight_or_thin_one_is_not():
    assert turn_for_the_worse([0.8] * 8, [-0.4] * 6) is not None
    assert turn_for_the_worse([0.5] * 30, [0.4] * 30) is None
    assert turn_for_the_worse([0.8] * 8, [-0.4] * 4) is None


def test_terms_that_one_pile_has_more_of_stand_out():
    those = [
        "lovely colour, warm lining",
        "soft fabric, great fit",
        "good pockets, light sleeves",
    ] * 4
    these = [f"{text}, but the zip broke" for text in those]
    found = telling_terms(these, those, count_terms([*these, *those]), most=3)
    assert [(term.text, term.times) for term in found] == [("zip broke", 12)]


def test_nothing_stands_out_of_nothing():
    assert telling_terms([], ["a word"], {}, most=3) == ()


def test_tone_agrees_with_the_stars_of_real_reviews():
    path = Path(os.environ.get("AISLE_DATA", "../shared/data")) / "magento_luma" / "reviews.jsonl"
    if not path.exists():
        pytest.skip("needs magento_luma under AISLE_DATA (default ../shared/data)")
    read = read_reviews(path)
    assert len(read.reviews) == 500
    assert read.faults == ()
    told = [(tone(Review(r.product_id, r.title, r.text)), r.rating) for r in read.reviews]
    good = [t for t, stars in told if t is not None and stars >= 4]
    bad = [t for t, stars in told if t is not None and stars <= 2]
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    assert wins / (len(good) * len(bad)) > 0.8
