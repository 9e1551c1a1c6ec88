"""Embeddings computed by Ray Data, on this machine's processors or a cluster's.

The only file that imports Ray. Batches go out as they would be encoded here, so
that both engines give the same vectors.
"""

import logging
import os
import pickle
import secrets
import shutil
import socket
import tempfile
import warnings
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa
import ray
import ray.data
from ray.exceptions import ActorDiedError, RayError
from ray.util.annotations import RayDeprecationWarning

from retrieval.batches import batches as cut
from retrieval.embed import Encoded, Encoding, EncodingError
from retrieval.engines.worker import Answer, OpenEncoding, Worker, check
from retrieval.items import Item
from retrieval.query import Leg

BATCHES_A_ROUND: Final = 600
"""Batches a worker in one round: some 20,000 items, minutes of work against seconds to begin."""

_BATCHES_A_BLOCK: Final = 4
_STORE_BYTES: Final = 512 * 2**20
_RETRIES: Final = 3
_CONNECT_SECONDS: Final = 10.0
_AUTH_MODE: Final = "RAY_AUTH_MODE"
# Set for as long as Ray runs: nothing is told to its makers, and a warning is of no concern here.
_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


class RayEngine:
    """An ``Engine`` of several workers, each with encoders of its own.

    Ray is started, or the cluster joined, at the first batch, so that a build
    with nothing to encode starts nothing; ``close`` ends what was started. A Ray
    that runs in this process already is used, and left running.

    What is read ahead is a round: ``BATCHES_A_ROUND`` batches a worker, kept in
    Ray's object store, which spills to disk. Workers open their encoder once a
    round.
    """

    def __init__(
        self,
        encodings: Mapping[Leg, OpenEncoding],
        *,
        workers: int | None = None,
        address: str | None = None,
        batches_a_round: int = BATCHES_A_ROUND,
    ) -> None:
        """Remember what to start; nothing runs yet.

        Args:
            encodings: How a worker opens the encoding of each leg.
            workers: Processes that encode, at least 1; None means as many as
                there are processors.
            address: Of a cluster, as ``ray.init`` takes it; None starts Ray on
                this machine.
            batches_a_round: Batches that a worker gets before the next are read.

        Raises:
            ValueError: If ``workers`` is below 1.
        """
        if workers is not None and workers < 1:
            raise ValueError(f"the Ray engine needs at least 1 worker, not {workers}")
        self._encodings = dict(encodings)
        self._workers = workers
        self._address = address
        self._batches_a_round = batches_a_round
        self._scratch: Path | None = None
        self._before: dict[str, str | None] | None = None

    def encode(self, encoding: Encoding, batches: Iterable[Sequence[Item]], /) -> Iterator[Encoded]:
        """Encode every batch in a worker, in any order; see ``Engine.encode``.

        Raises:
            EncodingError: If a worker cannot encode a batch, cannot read a photo
                that this machine can, or is lost; or if Ray cannot be started.
        """
        work = iter(batches)
        first = next(work, None)
        if first is None:
            return
        with _ray_errors():
            workers = self._start()
        waiting = _put_back(first, work)
        while ahead := list(islice(waiting, workers * self._batches_a_round)):
            yield from self._round(encoding, ahead, workers)

    def close(self) -> None:
        """End what was started here; a cluster goes on. Calling it again does nothing."""
        if self._before is None:
            return
        ray.shutdown()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None
        _set(self._before)
        self._before = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> int:
        """Start Ray if it does not run, and return how many workers there are to be."""
        if not ray.is_initialized():
            told = _QUIET if self._address else _QUIET | _own_token()
            # Ray sets the mode by itself where it is not set.
            self._before = {name: os.environ.get(name) for name in (*told, _AUTH_MODE)}
            _set(told)
            # What goes wrong comes as an exception, too.
            for name in ("ray", "ray.data"):
                logging.getLogger(name).setLevel(logging.CRITICAL)
            try:
                ray.init(**(self._join() if self._address else self._here()))
            except (OSError, RuntimeError, ValueError) as error:
                self.close()
                where = f"reached at {self._address}" if self._address else "started here"
                raise EncodingError(f"Ray cannot be {where}: {error}") from error
            _quieten_ray_data()
        return self._workers or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def _join(self) -> dict[str, Any]:
        host, colon, port = (self._address or "").rpartition(":")
        if colon and port.isdecimal() and "/" not in host:
            # Ray itself tries for minutes.
            socket.create_connection((host, int(port)), timeout=_CONNECT_SECONDS).close()
        return {"address": self._address, "log_to_driver": False, "configure_logging": False}

    def _here(self) -> dict[str, Any]:
        # A path of sockets may have a hundred characters, so the folder stands at the top.
        self._scratch = Path(tempfile.mkdtemp(prefix="ray-"))
        return {
            "address": "local",
            "num_cpus": self._workers or len(os.sched_getaffinity(0)),
            "include_dashboard": False,
            "log_to_driver": False,
            "configure_logging": False,
            "object_store_memory": _STORE_BYTES,
            "_temp_dir": str(self._scratch),
        }

    def _round(
        self, encoding: Encoding, ahead: Sequence[Sequence[Item]], workers: int
    ) -> Iterator[Encoded]:
        asked = [tuple(item.item_id for item in batch) for batch in ahead]
        rows = [{"number": n, "batch": pickle.dumps(list(b))} for n, b in enumerate(ahead)]
        del ahead
        with _ray_errors():
            blocks = [ray.put(pa.Table.from_pylist(some)) for some in cut(rows, _BATCHES_A_BLOCK)]
            del rows
            for row in self._over(encoding, blocks, workers):
                answer: Answer = pickle.loads(row["answer"])  # noqa: S301  our own worker's
                check(answer)
                batch = asked[row["number"]]
                yield Encoded(batch, tuple(batch[place] for place in answer.places), answer.vectors)

    def _over(
        self, encoding: Encoding, blocks: Sequence[Any], workers: int
    ) -> Iterator[dict[str, Any]]:
        try:
            opened = self._encodings[encoding.leg]
        except KeyError:
            raise EncodingError(f"no worker knows how to encode the {encoding.leg} leg") from None
        tries = _RETRIES if self._address else 0
        with warnings.catch_warnings():
            # Nothing else limits how often Ray begins a worker again that always dies.
            warnings.simplefilter("ignore", RayDeprecationWarning)
            encoded = ray.data.from_arrow_refs(list(blocks)).map(
                Worker,  # pyright: ignore[reportArgumentType]  a class is made once a process
                fn_constructor_args=(opened, encoding.name),
                compute=ray.data.ActorPoolStrategy(size=min(workers, len(blocks))),
                num_cpus=1,
                max_restarts=tries,
                max_task_retries=tries,
            )
        return iter(encoded.iter_rows())


def _put_back(first: Sequence[Item], rest: Iterator[Sequence[Item]]) -> Iterator[Sequence[Item]]:
    yield first
    yield from rest


@cache
def _own_token() -> dict[str, str]:
    """Keep other users of the machine out, without the token file that Ray would leave behind."""
    return {} if _AUTH_MODE in os.environ else {"RAY_AUTH_TOKEN": secrets.token_hex(32)}


def _set(environment: Mapping[str, str | None]) -> None:
    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _quieten_ray_data() -> None:
    with warnings.catch_warnings():
        # It sets its own deprecated options to their defaults.
        warnings.simplefilter("ignore", DeprecationWarning)
        context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False


@contextmanager
def _ray_errors() -> Generator[None]:
    try:
        yield
    except ActorDiedError as error:
        raise EncodingError(
            "a Ray worker died, most likely for want of memory: use fewer workers and run the "
            "same command again; it goes on where it stopped"
        ) from error
    except (RayError, ConnectionError) as error:
        said = str(error).strip().splitlines()
        raise EncodingError(f"Ray failed: {said[-1] if said else type(error).__name__}") from error
