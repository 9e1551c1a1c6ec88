from datetime import date

import pytest

from retrieval.knowledge import Passage, Promotion
from retrieval.knowledge_files import KnowledgeError, read_policies, read_promotions


def test_markdown_headings_begin_passages(tmp_path):
    path = tmp_path / "returns.md"
    path.write_text(
        "# Returns\n\nWe want you to be happy.\n\n## How long?\n\nYou have **60 days**.\n"
        "See [the form](https://shop.example/form).\n\n## Empty\n\n"
        "## In what `condition` ##\n\n- Unworn\n"
    )
    assert read_policies(path) == [
        Passage("returns#returns", "returns", "Returns", "We want you to be happy."),
        Passage("returns#how-long", "returns", "How long?", "You have 60 days.\nSee the form."),
        Passage("returns#in-what-condition", "returns", "In what condition", "- Unworn"),
    ]


def test_text_before_any_heading_stands_under_the_files_name(tmp_path):
    path = tmp_path / "gift_cards.md"
    path.write_text("They never expire.\n")
    assert read_policies(path) == [
        Passage("gift-cards#gift-cards", "gift-cards", "Gift cards", "They never expire.")
    ]


def test_a_folder_is_read_file_by_file_in_order_of_name(tmp_path):
    (tmp_path / "b.md").write_text("## Two\nText two.\n")
    (tmp_path / "a.toml").write_text(
        '[[passage]]\nid = "x#1"\ntopic = "Delivery"\ntitle = "One"\ntext = "Text <b>one</b>."\n'
    )
    (tmp_path / "notes.txt").write_text("not read")
    assert read_policies(tmp_path) == [
        Passage("x#1", "delivery", "One", "Text one."),
        Passage("b#two", "b", "Two", "Text two."),
    ]


def test_promotions_are_read_with_their_limits_in_lower_case(tmp_path):
    path = tmp_path / "promotions.toml"
    path.write_text(
        '[[promotion]]\nid = "w"\ntitle = "Winter"\ncode = "WARM"\npercent_off = 20\n'
        'category = "Outdoor >Tents"\nbrand = "Fell"\nstarts = 2026-12-01\nends = 2026-12-31\n'
        '[[promotion]]\nid = "x"\ntitle = "All"\npercent_off = 5\n'
        "starts = 2026-01-01\nends = 2026-01-01\n"
    )
    assert read_promotions(path) == [
        Promotion(
            "w",
            "Winter",
            "WARM",
            20,
            "outdoor > tents",
            "fell",
            date(2026, 12, 1),
            date(2026, 12, 31),
        ),
        Promotion("x", "All", None, 5, None, None, date(2026, 1, 1), date(2026, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "is not TOML"),
        ("[[promotion]]\nid = 'a'", r"promotion 1: title: .*percent_off"),
        ("[[offer]]\nid = 'a'", r"\[\[promotion\]\] tables and nothing else"),
        (
            "[[promotion]]\nid='a'\ntitle='t'\npercent_off=120\nstarts=2026-01-01\nends=2026-01-02",
            "percent_off",
        ),
        (
            "[[promotion]]\nid='a'\ntitle='t'\npercent_off=20\nstarts=2026-01-03\nends=2026-01-02",
            "before it starts",
        ),
        (
            "[[promotion]]\nid='a'\ntitle='t'\npercent_off=20\nstarts=2026-01-01\nends=2026-01-02\n"
            * 2,
            "more than one of a",
        ),
    ],
)
def test_a_wrong_file_is_told_where(tmp_path, text, says):
    path = tmp_path / "promotions.toml"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=says):
        read_promotions(path)


def test_missing_empty_and_unreadable_files_are_named(tmp_path):
    with pytest.raises(KnowledgeError, match=r"cannot read .*gone\.md"):
        read_policies(tmp_path / "gone.md")
    with pytest.raises(KnowledgeError, match="holds no policies"):
        read_policies(tmp_path)
    (tmp_path / "a.md").write_bytes(b"## Caf\xe9\n")
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        read_policies(tmp_path)


def test_two_headings_of_one_name_are_told(tmp_path):
    (tmp_path / "a.md").write_text("## Same\nOne.\n## Same\nTwo.\n")
    with pytest.raises(KnowledgeError, match="more than one of a#same"):
        read_policies(tmp_path / "a.md")
