"""A server of its own for a measurement."""

import pytest

from assistant.settings import Settings
from eval.served_shop import served
from eval.systems import SystemUnderTestError


def test_without_a_shop_it_says_how_one_is_made(tmp_path):
    with (
        pytest.raises(SystemUnderTestError, match="`aisle demo` makes one"),
        served(Settings(_env_file=None, home=tmp_path)),
    ):
        pass
