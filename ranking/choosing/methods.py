"""The methods by name."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ranking.choosing.calibrated import Calibrated
from ranking.choosing.dpp import Determinantal
from ranking.choosing.facet_novelty import FacetNovelty
from ranking.choosing.gains import Method
from ranking.choosing.mmr import MaximalMarginalRelevance
from ranking.choosing.msd import MaxSumDispersion
from ranking.choosing.ssd import SlidingSpectrum


class MethodName(StrEnum):
    """How variety is weighed against relevance."""

    FACETS = "facets"
    MMR = "mmr"
    MSD = "msd"
    DPP = "dpp"
    SSD = "ssd"
    CALIBRATED = "calibrated"


METHODS: Final[Mapping[MethodName, Method]] = {
    MethodName.FACETS: FacetNovelty,
    MethodName.MMR: MaximalMarginalRelevance,
    MethodName.MSD: MaxSumDispersion,
    MethodName.DPP: Determinantal,
    MethodName.SSD: SlidingSpectrum,
    MethodName.CALIBRATED: Calibrated,
}
