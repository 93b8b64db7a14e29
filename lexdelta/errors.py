"""What is expected to go wrong in the application itself, named by what the caller does next."""

from __future__ import annotations

from collections.abc import Iterable


class ConfigError(Exception):
    """The settings cannot be used: exit 78. `problems` holds one line each, `where: key: got ..., expected ...`."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
