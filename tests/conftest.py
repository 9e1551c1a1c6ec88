"""How hypothesis runs, what is timed, and the databases that a shop may be kept in."""

import sys

import pytest
from hypothesis import settings

# How long an example takes is the machine's matter; what has to be quick is timed by its own test.
settings.register_profile("aisle", deadline=None)
# For `make test-fast`: as many examples as a minute for the whole suite allows.
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("aisle")


@pytest.fixture
def untraced():
    """Time the code alone: measuring coverage makes it four to twenty times as slow."""
    tracing = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracing)


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server, started for the first test that asks."""
    from tests.fakes.postgres import NoPostgresError, PostgresServer  # noqa: PLC0415

    try:
        server = PostgresServer()
    except NoPostgresError as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
)
def new_database(request, tmp_path_factory):
    """Makes empty databases of either kind, and returns their URLs."""
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path_factory.mktemp('home') / 'shop.sqlite'}"
        return
    server = request.getfixturevalue("postgres")
    made = []

    def make():
        made.append(server.new_database())
        return made[-1]

    yield make
    for url in made:
        server.drop(url)


@pytest.fixture
def database_url(new_database):
    """The URL of an empty database, once of SQLite and once of PostgreSQL."""
    return new_database()
