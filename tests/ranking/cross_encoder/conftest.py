import pytest

from tests.fakes.word_tokenizer import word_tokenizer


@pytest.fixture
def tokenizer(tmp_path):
    return word_tokenizer(tmp_path)
