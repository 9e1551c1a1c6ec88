"""The engines by name."""

from enum import StrEnum


class EngineName(StrEnum):
    """Where embeddings are computed: in this process, or in processes of Ray's."""

    LOCAL = "local"
    RAY = "ray"
