from math import inf

from hypothesis import given
from hypothesis import strategies as st

from eval.benchmarks.page_load import Traffic
from eval.benchmarks.page_timing import QUIET_MS, Span, blocking, interactive_at

LATE = 60_000.0
times = st.floats(0, 20_000)
spans = st.lists(st.builds(lambda at, took: Span(at, at + took), times, st.floats(51, 3_000)))


def test_a_page_without_work_is_interactive_when_it_is_painted():
    assert interactive_at(300, [], [], LATE) == 300


def test_it_is_interactive_at_the_end_of_the_last_long_task_before_the_quiet():
    tasks = [Span(400, 500), Span(900, 1_200), Span(9_000, 9_100)]
    assert interactive_at(300, tasks, [], LATE) == 1_200


def test_three_requests_at_work_are_no_quiet_and_two_are():
    busy = [Span(0, 2_000), Span(0, 3_000), Span(0, 4_000)]
    assert interactive_at(300, [Span(1_000, 1_100)], busy, LATE) == 1_100
    streams = [Span(0, inf), Span(0, inf)]
    assert interactive_at(300, [], streams, LATE) == 300
    assert interactive_at(300, [], [*streams, Span(100, inf)], LATE) is None


def test_what_was_not_observed_for_long_enough_is_not_known():
    assert interactive_at(300, [], [], 300 + QUIET_MS - 1) is None


@given(times, spans, spans)
def test_it_is_never_before_the_paint_nor_within_a_task(paint, tasks, requests):
    found = interactive_at(paint, tasks, requests, LATE)
    assert found is not None
    assert found >= paint
    assert not any(task.start < found < task.end and task.start >= paint for task in tasks)


def test_a_task_blocks_by_what_exceeds_fifty_milliseconds():
    tasks = [Span(0, 500), Span(1_000, 1_060), Span(2_000, 2_200), Span(9_000, 9_500)]
    assert blocking(tasks, 600, 5_000) == 10 + 150


def test_traffic_is_counted_by_kind_and_timed_from_the_first_request():
    traffic = Traffic()
    for name, kind, at in (("a", "Document", 10.0), ("b", "Script", 10.5)):
        request = {"url": "http://127.0.0.1/x", "method": "GET"}
        traffic.asked({"requestId": name, "request": request, "type": kind, "timestamp": at})
    traffic.asked({"requestId": "c", "request": {"url": "data:,", "method": "GET"}})
    traffic.got({"requestId": "b", "dataLength": 700})
    traffic.done({"requestId": "b", "encodedDataLength": 300, "timestamp": 10.75})
    assert len(traffic.kinds) == 2
    assert (traffic.unpacked["script"], traffic.sent["script"]) == (700, 300)
    assert traffic.requests() == [Span(0, inf), Span(500, 750)]
