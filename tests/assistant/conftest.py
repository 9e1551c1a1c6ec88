import pytest

from tests.fakes.shop import open_shop


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    assistant = open_shop(tmp_path_factory.mktemp("shop"))
    yield assistant
    assistant.close()


@pytest.fixture
def session(shop):
    return shop.open_session()
