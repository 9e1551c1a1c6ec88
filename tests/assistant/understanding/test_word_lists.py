"""The word files beside the grammar hold nothing twice, and nothing that can never be said."""

import ast
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from assistant.understanding.readers.sentence import tokenise
from assistant.understanding.readers.word_forms import noun_key
from assistant.understanding.readers.word_lists import (
    LONGEST_CUE,
    broader_words,
    glossary,
    synonyms,
    text_speak,
)

HERE = files("assistant.understanding.readers")
TEXTS = {
    f"{idea}.{name}": text
    for idea, texts in tomllib.loads(HERE.joinpath("cues.toml").read_text("utf-8")).items()
    for name, text in texts.items()
}
CUES = {
    name: [" ".join(phrase.split()) for phrase in text.split("|")] for name, text in TEXTS.items()
}


def in_file(name):
    lines = HERE.joinpath(name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def lists_in(code):
    return [
        words.split()
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "listed"
        for words in (getattr(argument, "value", "") for argument in node.args)
    ]


def twice(said):
    return [word for word, times in Counter(said).items() if times > 1]


@pytest.mark.parametrize("name", CUES)
def test_every_cue_is_written_as_the_tokeniser_cuts_it(name):
    cut = {phrase: " ".join(tokenise(phrase).words) for phrase in CUES[name]}
    assert [phrase for phrase, words in cut.items() if words != phrase] == []


@pytest.mark.parametrize("name", CUES)
def test_no_cue_is_broken_across_lines(name):
    *lines, _ = TEXTS[name].splitlines()
    assert [line for line in lines if not line.endswith("|")] == []


def test_no_cue_is_longer_than_is_looked_for():
    longest = max(len(phrase.split()) for phrases in CUES.values() for phrase in phrases)
    assert longest == LONGEST_CUE


@pytest.mark.parametrize("name", CUES)
def test_no_cue_stands_twice_in_its_list(name):
    assert twice(CUES[name]) == []


def test_no_cue_holds_a_word_that_is_read_as_another():
    phrases = (phrase for told in CUES.values() for phrase in told)
    assert [one for one in phrases if not text_speak().keys().isdisjoint(one.split())] == []


@pytest.mark.parametrize(
    "name",
    [
        "acts.care", "acts.haggling", "acts.order", "acts.person", "acts.policy",
        "acts.policy_asked", "asides.meanwhile", "asides.orders", "prices.cheap_blamed",
        "prices.steep",
    ],
)  # fmt: skip
def test_no_cue_that_is_only_asked_for_holds_another_of_its_list(name):
    held = {
        longer
        for longer in CUES[name]
        for shorter in CUES[name]
        if shorter != longer and f" {shorter} " in f" {longer} "
    }
    assert held == set()


def test_no_list_in_the_code_holds_a_word_twice_or_one_that_is_read_as_another():
    wrong = [
        (file.name, word)
        for file in HERE.iterdir()
        if file.name.endswith(".py")
        for words in lists_in(file.read_text("utf-8"))
        for word in twice(words) + [one for one in words if one in text_speak()]
    ]
    assert wrong == []


def test_every_word_of_text_speak_is_one_token():
    cut = {word: tokenise(f"is {word}?").words[1:-1] for word in text_speak()}
    assert [word for word, words in cut.items() if words != (word,)] == []


def test_every_list_of_cues_is_asked_for():
    code = "".join(file.read_text("utf-8") for file in HERE.iterdir() if file.name.endswith(".py"))
    assert [name for name in CUES if f'"{name}"' not in code] == []


def test_no_narrower_word_stands_twice_or_has_its_broader_one_from_the_synonyms():
    keys = {word: " ".join(noun_key(tuple(word.split()))) for word in broader_words()}
    assert [word for word, key in keys.items() if word != key and key in keys] == []
    known = synonyms()
    told = {word: known.get(keys[word], known.get(word, ())) for word in keys}
    assert [word for word, same in told.items() if set(broader_words()[word]) <= set(same)] == []


def test_every_chinese_phrase_of_the_glossary_can_be_met():
    phrases = tomllib.loads(HERE.joinpath("glossary_zh.toml").read_text("utf-8"))["phrases"]
    met = {phrase: tokenise(phrase, {phrase: ("met",)}).words for phrase in phrases}
    assert [phrase for phrase, words in met.items() if words != ("met",)] == []


def test_no_chinese_phrase_of_a_conversation_says_only_what_its_parts_say():
    phrases = tomllib.loads(HERE.joinpath("glossary_zh.toml").read_text("utf-8"))["phrases"]
    known = dict(glossary())
    same = []
    for phrase in phrases:
        english = known.pop(phrase)
        _, *said = tokenise(f",{phrase}", known).words  # at its opening 钢 alone is read
        if tuple(said) == english:
            same.append(phrase)
        known[phrase] = english
    assert same == []


def test_no_word_stands_twice_in_the_word_files():
    assert twice(in_file("function_words.txt") + in_file("common_words.txt")) == []
