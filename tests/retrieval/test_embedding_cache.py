import numpy as np
import pytest
from PIL import Image

from retrieval.encoders.caching import CachingImageEncoder, CachingTextEncoder
from retrieval.encoders.embedding_cache import EmbeddingCache
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

TEXTS = ["a red mug", "a blue mug", "a red mug", "", "\udc80"]


@pytest.fixture
def cache(tmp_path):
    opened = EmbeddingCache(tmp_path / "home" / "embeddings.sqlite")
    yield opened
    opened.close()


def test_a_text_is_encoded_once_and_gets_the_same_vector(cache):
    encoder = FakeTextEncoder()
    caching = CachingTextEncoder(encoder, cache)
    plain = FakeTextEncoder().encode(TEXTS)
    for _ in range(2):
        assert np.array_equal(caching.encode(TEXTS), plain.astype(np.float32))
    assert sorted(encoder.encoded) == sorted(set(TEXTS))


def test_what_was_kept_outlives_the_process(cache, tmp_path):
    CachingTextEncoder(FakeTextEncoder(), cache).encode(TEXTS)
    cache.close()
    encoder = FakeTextEncoder()
    CachingTextEncoder(encoder, EmbeddingCache(tmp_path / "home" / "embeddings.sqlite")).encode(
        TEXTS
    )
    assert encoder.encoded == []


def test_encoders_do_not_share_vectors(cache):
    CachingTextEncoder(FakeTextEncoder("one"), cache).encode(TEXTS)
    for other in (FakeTextEncoder("two"), FakeTextEncoder("one", dimensions=8)):
        CachingTextEncoder(other, cache).encode(TEXTS)
        assert len(other.encoded) == 4


def test_photos_are_known_by_what_they_show(cache):
    encoder, seen = FakeImageEncoder(), []
    plain_encode = encoder.encode
    encoder.encode = lambda photos: seen.extend(photos) or plain_encode(photos)
    caching = CachingImageEncoder(encoder, cache)
    red, tall = Image.new("RGB", (8, 4), "red"), Image.new("RGB", (4, 8), "red")
    found = caching.encode([red, red.copy(), tall])
    assert np.array_equal(found, plain_encode([red, red, tall]).astype(np.float32))
    assert len(seen) == 2
    caching.encode([tall, red])
    assert len(seen) == 2


def test_nothing_to_encode_gives_no_rows(cache):
    assert CachingTextEncoder(FakeTextEncoder(), cache).encode([]).shape == (0, 64)


def test_vectors_that_cannot_be_right_are_passed_on_and_not_kept(cache):
    class Broken(FakeTextEncoder):
        def encode(self, texts):
            return super().encode(texts) * np.nan

    assert np.isnan(CachingTextEncoder(Broken(), cache).encode(["a"])).all()
    assert cache.find("fake-text", 64, [b"a"]) == {}
    good = FakeTextEncoder()
    assert np.isfinite(CachingTextEncoder(good, cache).encode(["a"])).all()
    assert good.encoded == ["a"]


def test_the_oldest_are_forgotten_when_it_grows_too_large(tmp_path):
    cache = EmbeddingCache(tmp_path / "small.sqlite", largest=300_000)
    vectors = np.ones((1, 384), dtype=np.float32)
    keys = [n.to_bytes(32, "big") for n in range(600)]
    for key in keys:
        cache.keep("e", [key], vectors)
    assert cache.find("e", 384, keys[-1:])
    assert not cache.find("e", 384, keys[:1])
    assert len(cache.find("e", 384, keys)) > 50
    cache.close()


def test_a_damaged_file_is_begun_anew(tmp_path, caplog):
    path = tmp_path / "embeddings.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    cache = EmbeddingCache(path)
    caching = CachingTextEncoder(FakeTextEncoder(), cache)
    assert caching.encode(TEXTS).shape == (5, 64)
    assert "damaged" in caplog.text
    again = FakeTextEncoder()
    CachingTextEncoder(again, cache).encode(TEXTS)
    assert again.encoded == []
    cache.close()


def test_where_it_cannot_be_kept_encoding_goes_on(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    cache = EmbeddingCache(tmp_path / "file" / "embeddings.sqlite")
    encoder = FakeTextEncoder()
    for _ in range(2):
        assert CachingTextEncoder(encoder, cache).encode(TEXTS).shape == (5, 64)
    assert len(encoder.encoded) == 8
    assert "going on without" in caplog.text
