import sys

import pytest

from retrieval.engines.local import LocalEngine
from retrieval.engines.names import EngineName
from retrieval.engines.opening import EngineError, open_engine


def test_the_local_engine_is_opened_without_ray(tmp_path):
    with open_engine(EngineName.LOCAL, tmp_path, workers=2) as engine:
        assert isinstance(engine, LocalEngine)


def test_a_machine_without_ray_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "retrieval.engines.ray_data", raising=False)
    with (
        pytest.raises(EngineError, match=r"\(ray\); run: python -m pip install .*\.\[ray\]"),
        open_engine(EngineName.RAY, tmp_path),
    ):
        pass
