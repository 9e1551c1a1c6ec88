"""Templates as all faces set them up: every word is escaped, no name may be missing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def template_environment(folder: Path, helpers: Mapping[str, Any]) -> Environment:
    """Return the templates of a folder.

    What is put into one is escaped, and a name that nobody gave is an error.

    Args:
        folder: Where the ``.html.jinja`` files are.
        helpers: What every template may use, by name.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(helpers)
    return environment
