"""Where the data sets are that measurements read."""

import os
from pathlib import Path
from typing import Final

_USUAL: Final = Path(__file__).parents[2] / "shared" / "data"


class NoDataError(Exception):
    """The data sets are not there; the message says where they were looked for."""


def data_folder(data: Path | None) -> Path:
    """Return the folder of the data sets: the given one, else ``AISLE_DATA``, else the usual one.

    Raises:
        NoDataError: If there is no such folder.
    """
    folder = data or Path(os.environ.get("AISLE_DATA", _USUAL))
    if not folder.is_dir():
        raise NoDataError(f"there are no data sets in {folder}: name their folder with AISLE_DATA")
    return folder
