"""Memory of indexing, measured beside a real Chroma server."""

import os
from pathlib import Path

import pytest

from eval.benchmarks import retrieval_memory

pytestmark = [pytest.mark.slow, pytest.mark.models]


def test_a_larger_catalogue_takes_no_more_memory(tmp_path, monkeypatch):
    data = Path(os.environ.get("AISLE_DATA", "../shared/data"))
    if not (data / "retail_demo_store_text").is_dir():
        pytest.skip("needs retail_demo_store_text under AISLE_DATA (default ../shared/data)")
    models = Path(os.environ.get("AISLE_HOME", ".aisle")).resolve() / "models"
    monkeypatch.setattr(retrieval_memory, "SIZES", (100, 2_000))
    peaks = retrieval_memory.peaks(tmp_path, models, data)
    assert list(peaks) == [100, 2_000]
    assert 50 < peaks[100] < 1_000
    assert peaks[2_000] < 1.25 * peaks[100]
