"""The model of a `[[notify]]` table in config.toml."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from diffs.change import Significance
from lexdelta import expectations
from lexdelta.notify import expectations as expect
from lexdelta.table import Table

SectionKeys = Annotated[tuple[Annotated[str, BeforeValidator(expectations.section_key)], ...], Field(strict=False)]
Countries = Annotated[tuple[Annotated[str, BeforeValidator(expect.country)], ...], Field(strict=False)]
Regions = Annotated[tuple[Annotated[str, BeforeValidator(expect.region)], ...], Field(strict=False)]


class Notify(Table):
    """Who is told, where (`url_env` names the variable with the address), of what, and when.

    `countries` (keys) and `regions` add up, () for all; `schedule` cron in UTC, "" unless `when` is "digest";
    `heartbeat` how long there may be silence, "" for ever; `needs` whether also of what needs a person.
    """

    name: Annotated[str, BeforeValidator(expect.target_name)]
    url_env: Annotated[str, BeforeValidator(expect.variable_name)]
    least: Significance = "substantive"
    countries: Countries = ()
    regions: Regions = ()
    sections: SectionKeys = ()
    when: Literal["run", "digest"] = "run"
    schedule: Annotated[str, BeforeValidator(expect.cron_or_none)] = ""
    heartbeat: Literal["", "daily", "weekly", "monthly"] = ""
    needs: bool = False

    @model_validator(mode="before")
    @classmethod
    def _on_mondays(cls, values: Any) -> Any:
        digest = isinstance(values, dict) and values.get("when") == "digest"
        return {"schedule": expect.MONDAYS, **values} if digest else values

    @model_validator(mode="after")
    def _scheduled(self) -> Notify:
        if self.schedule and self.when == "run":
            raise expectations.wrong('no schedule, or when = "digest"')
        if self.when == "digest" and not self.schedule:
            raise expectations.wrong("a schedule for the digest")
        return self


Targets = Annotated[tuple[Notify, ...], Field(strict=False), AfterValidator(expect.apart)]
