import threading

import numpy as np
import pytest

from retrieval.embed import Encoding, text_encoding
from retrieval.engines.local import LocalEngine
from retrieval.query import Leg
from tests.fakes.retrieval import FakeTextEncoder, make_item


def batches(count):
    return [[make_item(f"{n}-{place}") for place in range(3)] for n in range(count)]


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_batches_come_back_in_order_with_their_own_vectors(threads):
    encoder = FakeTextEncoder()
    given = batches(20)
    parts = list(LocalEngine(threads).encode(text_encoding(encoder), given))
    assert [part.ids for part in parts] == [tuple(i.item_id for i in batch) for batch in given]
    for part, batch in zip(parts, given, strict=True):
        alone = text_encoding(encoder).encode(batch)[1]
        assert np.array_equal(part.vectors, alone)


def test_two_batches_are_encoded_at_once():
    both = threading.Barrier(2, timeout=20)

    def encode(batch):
        both.wait()
        return list(batch), np.ones((len(batch), 1), dtype=np.float32)

    encoding = Encoding(Leg.TEXT, "meets", 1, lambda item: item.title, encode)
    assert len(list(LocalEngine(2).encode(encoding, batches(2)))) == 2


def test_only_a_few_batches_are_read_ahead():
    read = []

    def reading():
        for number, batch in enumerate(batches(50)):
            read.append(number)
            yield batch

    coming = LocalEngine(2).encode(text_encoding(FakeTextEncoder()), reading())
    next(coming)
    assert len(read) <= 5
    coming.close()
    assert len(read) <= 5


def test_an_encoder_that_fails_ends_it_with_its_own_error():
    def encode(batch):
        if batch[0].item_id == "3-0":
            raise RuntimeError("no such layer")
        return list(batch), np.ones((len(batch), 1), dtype=np.float32)

    encoding = Encoding(Leg.TEXT, "fails", 1, lambda item: item.title, encode)
    done = []
    others = threading.active_count()
    with pytest.raises(RuntimeError, match="no such layer"):
        done.extend(part.ids[0] for part in LocalEngine(2).encode(encoding, batches(9)))
    assert threading.active_count() == others


def test_a_number_of_threads_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1 thread"):
        LocalEngine(0)
