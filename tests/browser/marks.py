"""What browser tests are marked with."""

import pytest

BROWSER = [pytest.mark.browser, pytest.mark.slow]
# Gradio sums up its queue with options that pandas has deprecated.
GRADIO = [*BROWSER, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]
DEMO_SHOP = [*GRADIO, pytest.mark.models]
