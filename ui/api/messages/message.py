"""The ground that every message stands on."""

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """A JSON object with these fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)
