"""Matrix products on one thread: small ones are quicker so, and come out the same to the bit."""

from collections.abc import Generator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Generator[None]:
    """Let torch work on the calling thread only, and give it the others back.

    Small products are not worth sharing out: where the other processors are busy,
    threads that wait for each other after every product take over ten times as
    long as one. And how a product was shared out shows in its last bits.
    """
    import torch  # noqa: PLC0415  seconds and half a gigabyte, which not all who import this pay

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def one_blas_thread() -> None:
    """Let numpy's products work on the calling thread only, from now on, in this process.

    A server answers several shoppers at once, and a turn's products take less than a
    millisecond: shared out, they keep the other processors spinning for nothing.
    """
    threadpool_limits(1, "blas")
