import pytest

from tests.fakes.service import Clock, open_desk, open_memory


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service(tmp_path, clock):
    service = open_desk(tmp_path, clock)
    yield service
    service.close()


@pytest.fixture
def memory(tmp_path):
    memory = open_memory(tmp_path)
    yield memory
    memory.close()
