"""Measuring with several language models in turn."""

import pytest

from assistant.settings import LanguageModel
from eval.opening import with_each
from eval.systems import SystemUnderTestError


def test_a_model_that_cannot_be_had_is_left_out_and_named():
    def measure(llm):
        if llm is LanguageModel.VLLM:
            raise SystemUnderTestError("run `make vllm`")
        return f"with {llm}"

    outcomes, notes = with_each(tuple(LanguageModel)[:3], measure)
    assert outcomes == ["with none", "with embedded"]
    assert notes == ["vllm: left out. run `make vllm`"]


def test_any_other_error_is_no_reason_to_leave_a_model_out():
    def measure(_llm):
        raise ValueError("a fault of the measurement")

    with pytest.raises(ValueError, match="a fault"):
        with_each((LanguageModel.NONE,), measure)
