from ranking.dialogue.linking import EntityLinker, Span, words

TITLES = EntityLinker(
    [
        ("Alien", 0),
        ("Aliens vs. Predator", 1),
        ("It (2017)", 2),
        ("The One", 3),
        ("Love", 4),
        ("Heat", 5),
        ("Heat (1995)", 6),
    ]
)


def spans(text):
    return TITLES.spans(words(text))


def test_the_longest_name_wins():
    assert spans("have you seen aliens vs predator?") == [Span(3, 6, (1,))]


def test_apostrophes_and_case_do_not_matter():
    assert words("Ocean's ELEVEN, don’t") == ["oceans", "eleven", "dont"]


def test_a_year_at_the_end_may_be_left_out_and_several_may_be_meant():
    assert spans("Heat") == [Span(0, 1, (5, 6))]
    assert spans("Heat 1995") == [Span(0, 2, (6,))]


def test_a_title_that_is_a_plain_word_is_not_taken_for_one():
    assert spans("I love it") == []


def test_names_follow_each_other_without_overlap():
    assert [span.entities for span in spans("the one alien")] == [(3,), (0,)]
