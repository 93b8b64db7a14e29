"""Table: what every table of config.toml is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """One table of config.toml: no coercion, no unknown keys, nothing changes after loading."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
