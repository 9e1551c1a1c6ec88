from contextlib import closing
from decimal import Decimal

import pytest
from PIL import Image

from assistant.dialogue import Role, Turn
from assistant.intent import Intent, State
from assistant.memory import PHOTO_SIDE, Memory, Session, UnknownSessionError
from retrieval.constraints import Constraint, Constraints, Operator, Preference, Source


@pytest.fixture
def memory(database_url):
    memory = Memory(database_url)
    yield memory
    memory.close()


def test_a_session_survives_a_restart_unchanged(memory, database_url):
    session = memory.open()
    said = Source(0, "under $19.99")
    intent = Intent(
        request="jacket",
        constraints=Constraints(
            (
                Constraint("price", Operator.AT_MOST, said, bound=Decimal("19.99")),
                Constraint("colour", Operator.NONE_OF, said, ("black",)),
            )
        ),
        preferences=(Preference("warm", said),),
        liked=("a",),
    )
    session = Session(
        session.session_id,
        session.dialogue.plus(Turn(Role.SHOPPER, "ja 你好 🙂")).plus(
            Turn(Role.ASSISTANT, "Here", shown=("a", "b"))
        ),
        State(intent, (Intent(),)),
        frozenset({"audience"}),
    )
    memory.save(session)
    memory.close()
    with closing(Memory(database_url)) as again:
        assert again.load(session.session_id) == session


def test_an_unknown_session_is_an_error_that_says_what_to_do(memory):
    with pytest.raises(UnknownSessionError, match="start a new one"):
        memory.load("guessed")


def test_ids_are_new_and_long(memory):
    ids = {memory.open().session_id for _ in range(50)}
    assert len(ids) == 50
    assert min(map(len, ids)) >= 32


def test_a_photo_is_kept_small_and_for_its_own_session_only(memory):
    mine, other = memory.open(), memory.open()
    photo_id = memory.keep_photo(mine.session_id, Image.new("RGBA", (4000, 3000), "red"))
    kept = memory.photo(mine.session_id, photo_id)
    assert kept.mode == "RGB"
    assert max(kept.size) == PHOTO_SIDE
    assert memory.photo(other.session_id, photo_id) is None


def test_forgetting_takes_the_photos_along(memory):
    session = memory.open()
    photo_id = memory.keep_photo(session.session_id, Image.new("RGB", (10, 10)))
    memory.forget(session.session_id)
    memory.forget("never was")
    assert memory.photo(session.session_id, photo_id) is None
    with pytest.raises(UnknownSessionError):
        memory.load(session.session_id)
