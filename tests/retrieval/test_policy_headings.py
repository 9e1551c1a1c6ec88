import pytest

from retrieval.knowledge import Passage
from retrieval.passages import PassageSearch
from retrieval.policy_words import in_policy_words
from tests.fakes.retrieval import FakeTextEncoder

PASSAGES = [
    Passage("warranty#rule", "warranty", "Our warranty", "The warranty is two years."),
    Passage("warranty#longer", "warranty", "Longer warranty", "Pans have a warranty of 10 years."),
    Passage(
        "warranty#not", "warranty", "What the warranty does not cover", "The warranty skips wear."
    ),
    Passage(
        "returns#rule",
        "returns",
        "How long you can return things",
        "You don't like it? 60 days.",
    ),
    Passage("returns#how", "returns", "How to return something", "Post it; shops are free."),
    Passage("returns#not", "returns", "What can't be returned", "Earrings can't be returned."),
]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("is there a guarantee", "warranty#rule"),
        ("how long is the warranty?", "warranty#rule"),
        ("what's the warranty on pans", "warranty#longer"),
        ("what does the warranty not cover", "warranty#not"),
        ("does the warranty cover wear", "warranty#not"),
        ("what is the return policy?", "returns#rule"),
        ("can she return it if she doesn't like it?", "returns#rule"),
        ("she might not like it, can she return it?", "returns#rule"),
        ("are returns free?", "returns#how"),
        ("how do I return it?", "returns#how"),
        ("what can't I return", "returns#not"),
        ("can I return earrings", "returns#not"),
    ],
)
def test_the_rule_comes_before_what_it_leaves_out_and_what_is_narrower(question, answer):
    found = PassageSearch(PASSAGES, FakeTextEncoder()).search(question, 1)
    assert found[0][0].passage_id == answer


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("What if they don't fit?", "what if they need exchanging for another size?"),
        ("Can I pick it up?", "can i collect it?"),
        ("it stopped working", "it has a fault"),
        ("if she changes her mind", "if she don't like it"),
        ("who pays for return shipping", "who pays for returns"),
        ("may I return these if they don't fit?", "may i return these?"),
        ("a refund for a coat that is too long", "a refund for a coat"),
        ("will you wrap these?", "will you gift wrap these?"),
        ("do you gift wrap it", "do you gift wrap it"),
        ("could you put a card in", "could you put a gift note in"),
        ("can I add a gift card", "can i add a gift card"),
        (
            "may we return boots we have walked in",
            "may we return boots in what condition, worn or unworn",
        ),
        ("we wore it, is it under warranty", "we wore it, is it under warranty"),
    ],
)
def test_a_shoppers_phrase_is_read_as_the_shops(said, meant):
    assert in_policy_words(said) == meant
