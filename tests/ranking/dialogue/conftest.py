import pytest

from ranking.dialogue.graph import build_graph


@pytest.fixture
def films():
    """Three films and a book; the second film shares a director with the first."""
    facts = {
        "Alien": {"director": ["Ridley Scott"], "genre": ["Horror"]},
        "Gladiator": {"director": ["Ridley Scott"], "genre": ["Drama"]},
        "Big Fish": {"director": ["Tim Burton"], "genre": ["drama"]},
        "Emma": {"writer": ["Jane Austen"]},
    }
    return build_graph(facts, ["Alien", "Big Fish", "Emma", "Gladiator"])
