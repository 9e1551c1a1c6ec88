"""Numpy's products stay on one thread once they are told to."""

from threadpoolctl import threadpool_info, threadpool_limits

from retrieval.one_thread import one_blas_thread


def blas_threads():
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


def test_products_work_on_one_thread_from_then_on():
    with threadpool_limits(2, "blas"):
        assert blas_threads() == {2}
        one_blas_thread()
        assert blas_threads() == {1}
