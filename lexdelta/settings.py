"""The models of config.toml: strict, closed, frozen. Each check says what it expected, `lexdelta.problems` the rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PrivateAttr,
    Tag,
    create_model,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from diffs.change import Significance
from lexdelta import expectations as expect
from lexdelta.notify.settings import Targets
from lexdelta.table import Table
from scraper.layouts.shipped import layout_names, shipped

KNOWN: Literal["known"] = "known"

Text = Annotated[str, Field(strict=True)]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
FilePath = Annotated[Path, BeforeValidator(expect.path)]
NoneOrPath = Annotated[Path | None, BeforeValidator(expect.path_or_none)]
Contact = Annotated[str, BeforeValidator(expect.contact)]
Host = Annotated[str, BeforeValidator(expect.host)]
Address = Annotated[str, BeforeValidator(expect.address)]
Url = Annotated[str, BeforeValidator(expect.url)]
UrlOrNone = Annotated[str, BeforeValidator(expect.url_or_empty)]
Zone = Annotated[str, BeforeValidator(expect.timezone)]
Cron = Annotated[str, BeforeValidator(expect.cron)]
SectionKey = Annotated[str, BeforeValidator(expect.section_key)]
LayoutName = Annotated[str, BeforeValidator(expect.layout)]
Language = Annotated[str, BeforeValidator(expect.language)]
PageName = Annotated[str, BeforeValidator(expect.page_name)]
# TOML has lists only; a strict tuple would refuse them, so the outside is lax and the inside stays strict.
Hosts = Annotated[tuple[Host, ...], Field(strict=False)]
Addresses = Annotated[tuple[Address, ...], Field(strict=False)]
Urls = Annotated[tuple[Url, ...], Field(strict=False)]
Names = Annotated[tuple[PageName, ...], Field(strict=False)]
Languages = Annotated[tuple[Language, ...], Field(strict=False, min_length=1)]
Pages = Annotated[
    Annotated[Literal["known"], BeforeValidator(expect.known), Tag("known")] | Annotated[Urls, Tag("urls")],
    Discriminator(lambda value: "known" if isinstance(value, str) else "urls"),
]


class Store(Table):
    """Where the database is, absolute once loaded, and where a copy for readers goes (None for nowhere)."""

    path: FilePath = Path("lexdelta.db")
    publish: NoneOrPath = None

    @property
    def lock(self) -> Path:
        """The file a run holds locked: beside the database, never deleted."""
        return self.path.with_name(f"{self.path.name}.lock")

    @model_validator(mode="after")
    def _apart(self) -> Store:
        if self.publish is not None and self.publish == self.path:
            raise expect.wrong("another file for store.publish than for store.path")
        return self


class Fetch(Table):
    """Who asks ("" for nobody), which hosts may be asked, and how politely; seconds and hours."""

    contact: Contact = ""
    allowed_hosts: Hosts = ("www.coe.int",)
    allow_addresses: Addresses = ()
    delay_seconds: Seconds = 2.0
    reuse_hours: Annotated[float, Field(ge=0, le=8760, allow_inf_nan=False)] = 6


class Archive(Table):
    """The web archive that is asked for history, and for pages of sites that refuse scripts."""

    url: Url = "https://web.archive.org"


class Removals(Table):
    """How many healthy captures, how many hours apart, must agree before something is called removed."""

    captures: Annotated[int, Field(ge=1)] = 2
    hours: Annotated[float, Field(gt=0, le=8760, allow_inf_nan=False)] = 20


class Health(Table):
    """Below this share of verified pages, or beyond this age in days, a person is needed."""

    min_coverage: Share = 0.9
    max_age_days: Annotated[float, Field(gt=0, le=36500, allow_inf_nan=False)] = 7


class ReportSettings(Table):
    """Where report files and the Atom file go (None for nowhere), what they tell in full, and the IANA time zone of
    their times."""

    dir: NoneOrPath = Path("reports")
    feed: NoneOrPath = None
    least: Significance = "substantive"
    timezone: Zone = "UTC"


class Watch(Table):
    """What is watched: `source` the site itself or its newest captures in the archive; `pages` "known" or addresses,
    `index` an address or "" for none, `without` countries or page keys that are left out, `schedule` cron in UTC.

    What is left out is the layout's own: its index (but only together with the known pages) and its first language. An
    index may stand alone.
    """

    layout: LayoutName = "octopus"
    source: Literal["live", "wayback"] = "live"
    pages: Pages = KNOWN
    index: UrlOrNone = ""
    without: Names = ()
    languages: Languages = ("en",)
    schedule: Cron = "30 3 * * *"

    @model_validator(mode="before")
    @classmethod
    def _the_layouts_own(cls, values: Any) -> Any:
        name = values.get("layout", "octopus") if isinstance(values, dict) else None
        if not isinstance(name, str) or name not in layout_names():
            return values
        layout = shipped(name)
        alone = values.get("pages", KNOWN) != KNOWN
        return {"index": "" if alone else layout.index, "languages": list(layout.languages[:1]), **values}

    @model_validator(mode="after")
    def _something(self) -> Watch:
        pages = shipped(self.layout).known if self.pages == KNOWN else self.pages
        if not pages and not self.index:
            raise expect.wrong("pages, an index, or both")
        return self


class LayoutSettings(Table):
    """What an operator adds to one layout: printed label -> section key."""

    labels: Mapping[Text, SectionKey] = {}


Layouts = create_model(
    "Layouts",
    __base__=Table,
    __doc__="What is added to the layouts there are, by name.",
    **{name: (LayoutSettings, LayoutSettings()) for name in layout_names()},  # type: ignore[call-overload]  # a name is not known to be no option
)


class Config(BaseSettings):
    """Everything config.toml, the environment and the command line decide; made by `lexdelta.config.load`.

    Made directly it holds the defaults and what it is given, whatever the environment says.
    """

    model_config = SettingsConfigDict(strict=True, extra="forbid", frozen=True)

    store: Store = Store()
    fetch: Fetch = Fetch()
    archive: Archive = Archive()
    removals: Removals = Removals()
    health: Health = Health()
    report: ReportSettings = ReportSettings()
    watch: Annotated[tuple[Watch, ...], Field(strict=False, min_length=1)] = Field(default_factory=lambda: (Watch(),))
    layouts: Layouts = Layouts()  # type: ignore[valid-type]  # made of the names found
    notify: Targets = ()

    _path: Path | None = PrivateAttr(default=None)
    _origins: Mapping[str, str] = PrivateAttr(default_factory=dict)

    @property
    def path(self) -> Path | None:
        """The file it was read from, absolute; None when there was none."""
        return self._path

    @property
    def origins(self) -> Mapping[str, str]:
        """Dotted key -> where its value comes from: "flag", a variable, or file and line; defaults are left out."""
        return self._origins

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed over: the library's own environment source reads unprefixed names."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)
