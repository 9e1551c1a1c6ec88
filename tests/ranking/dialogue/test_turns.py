import pytest

from ranking.dialogue.turns import RecommendationTurn, folds


def turns(*dialogues):
    return [RecommendationTurn(dialogue, ("hello",), ()) for dialogue in dialogues]


def test_turns_of_one_dialogue_stay_in_one_fold():
    dealt = folds(turns(*"aabbccddee"), 3, seed=1)

    assert dealt[::2] == dealt[1::2]


def test_folds_are_of_nearly_equal_size():
    dealt = folds(turns(*map(str, range(11))), 3, seed=0)

    assert sorted(dealt.count(fold) for fold in range(3)) == [3, 4, 4]


def test_equal_seeds_deal_equally_and_others_do_not():
    some = turns(*map(str, range(50)))

    assert folds(some, 5, seed=3) == folds(some, 5, seed=3)
    assert folds(some, 5, seed=3) != folds(some, 5, seed=4)


@pytest.mark.parametrize("count", [1, 3])
def test_too_few_dialogues_make_no_folds(count):
    with pytest.raises(ValueError, match="do not make"):
        folds(turns("a", "b"), count, seed=0)
