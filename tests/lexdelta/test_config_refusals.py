"""The configuration: what is refused, and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from working_folder import empty_folder, problems, written

from lexdelta.config import ConfigError, load


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test starts in an empty folder."""
    return empty_folder(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[fetch]\ndelay_seconds = '2'", 'config.toml:2: fetch.delay_seconds: got "2", expected a number'),
        ("[fetch]\ndelay_seconds = true", "config.toml:2: fetch.delay_seconds: got true, expected a number"),
        ("[fetch]\ndelay_seconds = -1", "config.toml:2: fetch.delay_seconds: got -1, expected 0 or more"),
        ("[fetch]\ndelay_seconds = nan", "config.toml:2: fetch.delay_seconds: got NaN, expected a finite number"),
        ("[fetch]\nreuse_hours = -0.5", "config.toml:2: fetch.reuse_hours: got -0.5, expected 0 or more"),
        ("[removals]\ncaptures = 0", "config.toml:2: removals.captures: got 0, expected 1 or more"),
        ("[removals]\ncaptures = 2.5", "config.toml:2: removals.captures: got 2.5, expected a whole number"),
        ("[removals]\nhours = 0", "config.toml:2: removals.hours: got 0, expected more than 0"),
        ("[health]\nmin_coverage = 90", "config.toml:2: health.min_coverage: got 90, expected 1 or less"),
        ("[health]\nmax_age_days = 0", "config.toml:2: health.max_age_days: got 0, expected more than 0"),
        (
            '[report]\nleast = "substantial"',
            "config.toml:2: report.least: got \"substantial\", expected 'substantive', 'editorial', 'cosmetic' or "
            "'template'; did you mean substantive?",
        ),
        (
            '[report]\ntimezone = "Europe/Pariss"',
            'config.toml:2: report.timezone: got "Europe/Pariss", expected an IANA time zone, e.g. "Europe/Paris"; '
            "did you mean Europe/Paris?",
        ),
        (
            '[report]\ntimezone = "Europe"',
            'config.toml:2: report.timezone: got "Europe", expected an IANA time zone, e.g. "Europe/Paris"',
        ),
        (
            "[store]\npath = ''",
            'config.toml:2: store.path: got "", expected a path in quotes',
        ),
        (
            '[[watch]]\nlayout = "octopuss"',
            "config.toml:2: watch[0].layout: got \"octopuss\", expected 'cyberpolicy' or 'octopus'; did you mean "
            "octopus?",
        ),
        (
            '[[watch]]\n[[watch]]\npages = "knwon"',
            'config.toml:3: watch[1].pages: got "knwon", expected "known" or a list of addresses; did you mean known?',
        ),
        (
            "[[watch]]\npages = 3",
            "config.toml:2: watch[0].pages: got 3, expected a list",
        ),
        (
            "[[watch]]\npages = []",
            "config.toml:1: watch[0]: got a table, expected pages, an index, or both",
        ),
        (
            '[[watch]]\nlayout = "cyberpolicy"',
            "config.toml:1: watch[0]: got a table, expected pages, an index, or both",
        ),
        (
            '[[watch]]\nlayout = "cyberpolicy"\npages = []\nindex = "https://www.coe.int/i"\nlanguages = ["fr"]',
            "config.toml:5: watch[0].languages[0]: got \"fr\", expected 'en'",
        ),
        (
            '[[watch]]\nlanguages = ["de"]',
            "config.toml:2: watch[0].languages[0]: got \"de\", expected 'en' or 'fr'",
        ),
        ("[[watch]]\nlanguages = []", "config.toml:2: watch[0].languages: got [], expected at least one"),
        ("watch = []", "config.toml:1: watch: got [], expected at least one"),
        ("fetch = 3", "config.toml:1: fetch: got 3, expected a table"),
        ("[fetch]\nallowed_hosts = 'x'", 'config.toml:2: fetch.allowed_hosts: got "x", expected a list'),
        (
            "[fetch]\nallowed_hosts = ['https://www.coe.int/en']",
            'config.toml:2: fetch.allowed_hosts[0]: got "https://www.coe.int/en", expected a host name, e.g. '
            '"www.coe.int"; did you mean www.coe.int?',
        ),
        (
            "[fetch]\nallow_addresses = ['localhost:8000']",
            'config.toml:2: fetch.allow_addresses[0]: got "localhost:8000", expected an IP address and a port, e.g. '
            '"127.0.0.1:8000"; did you mean 127.0.0.1:8000?',
        ),
        (
            '[layouts.octopus.labels]\n"Legal framework" = "Legal Framework"',
            'config.toml:2: layouts.octopus.labels."Legal framework": got "Legal Framework", expected a section key, '
            'e.g. "legislation.substantive"; did you mean legal-framework?',
        ),
    ],
)
def test_a_wrong_value_is_told_with_place_key_and_expectation(text: str, line: str) -> None:
    """Nothing is coerced; the line says where, which key, what was there and what should be."""
    assert problems(text) == (line,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[fetch]\ndelay = 2", "config.toml:2: fetch.delay: got an unknown key, expected one of contact, "),
        ("[fetch]\ndelay = 2", "did you mean delay_seconds?"),
        ("[fetchh]\nx = 2", "config.toml:1: fetchh: got an unknown key, expected one of store, fetch, "),
        ("[fetchh]\nx = 2", "did you mean fetch?"),
        ('contact = "x"', "did you mean fetch.contact?"),
        ("[layouts.octpus]\n", "config.toml:1: layouts.octpus: got an unknown key, expected one of cyberpolicy, octo"),
        ("[layouts.octpus]\n", "did you mean octopus?"),
        ("[[watch]]\nschedul = 3", "did you mean schedule?"),
    ],
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(text: str, told: str) -> None:
    """A misspelt key would otherwise be a setting that silently does nothing."""
    (line,) = problems(text)
    assert told in line


def test_every_problem_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """File, variables and flags are all checked before anything is said."""
    monkeypatch.setenv("LEXDELTA_HEALTH__MAX_AGE_DAYS", "week")
    monkeypatch.setenv("LEXDELTA_NONSENSE", "1")
    file = written("[fetch]\ndelay_seconds = '2'\n[removals]\ncaptures = 0\n")
    with pytest.raises(ConfigError) as caught:
        load(file, {"report.dir": 3})
    assert [line.split(": got")[0] for line in caught.value.problems] == [
        "environment: LEXDELTA_NONSENSE",
        "config.toml:2: fetch.delay_seconds",
        "config.toml:4: removals.captures",
        "LEXDELTA_HEALTH__MAX_AGE_DAYS: health.max_age_days",
        "flag: report.dir",
    ]


@pytest.mark.parametrize(
    "schedule", ["", "@daily", "30 3 * *", "0 30 3 * * *", "60 3 * * *", "0 0 30 2 *", "x y z a b", "0 0 * * ²"]
)
def test_a_schedule_must_be_five_cron_fields_that_come_true(schedule: str) -> None:
    """A seconds field, a nickname or the 30th of February is refused when written, not when never due."""
    (line,) = problems(f'[[watch]]\nschedule = "{schedule}"')
    assert "expected five cron fields: minute hour day month weekday" in line


@pytest.mark.parametrize(
    "contact", ["mailto:me@example.org", "https://example.org/about", "mailto:a.b+c@sub.example.org", ""]
)
def test_a_contact_is_an_address_people_can_answer(contact: str) -> None:
    """A mail address or a page; empty for nobody yet."""
    assert load(written(f'[fetch]\ncontact = "{contact}"')).fetch.contact == contact


@pytest.mark.parametrize(
    ("contact", "meant"),
    [
        ("me@example.org", "mailto:me@example.org"),
        ("http://example.org", "https://example.org"),
        ("mailto:me", None),
        ("tel:123", None),
        ("mailto:me@example.org\\r\\nX-Evil: 1", None),
        ("mailto:mé@example.org", None),
        ("https://example.org/(x)", None),
        ("https://", None),
        ("https://example.org:port/", None),
    ],
)
def test_what_is_no_contact_is_refused(contact: str, meant: str | None) -> None:
    """The contact goes into a header, so it is plain visible ASCII, and it must lead somewhere."""
    (line,) = problems(f'[fetch]\ncontact = "{contact}"')
    assert "expected a mailto: or https: address" in line or "expected an http: or https: address" in line
    assert ("did you mean " + (meant or "")) in line if meant else "did you mean" not in line


def test_passwords_in_addresses_are_refused_and_not_shown() -> None:
    """A page with credentials in its address is no public page, and logs are no place for them."""
    (line,) = problems('[fetch]\nallowed_hosts = ["a.example"]\n[[watch]]\npages = ["https://me:hunter2@a.example/"]')
    assert "hunter2" not in line
    assert "user name" in line


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "//a.example/", "a.example", "https://a.example\\\\@b/", "https:// a"]
)
def test_a_page_is_an_absolute_web_address(address: str) -> None:
    """Anything two parsers could read differently is refused in the file already."""
    (line,) = problems(f'[fetch]\nallowed_hosts = ["a.example"]\n[[watch]]\npages = ["{address}"]')
    assert "watch[0].pages[0]" in line


def test_a_host_nobody_allowed_is_told_before_any_run() -> None:
    """A page or index every run would refuse is an error of the configuration."""
    lines = problems('[[watch]]\npages = ["https://www.coe.int/a", "http://10.0.0.1/"]\nindex = "https://b.example/"')
    assert [line.split(": got")[0] for line in lines] == [
        "config.toml:2: watch[0].pages[1]",
        "config.toml:3: watch[0].index",
    ]
    allowed = '[fetch]\nallow_addresses = ["127.0.0.1:8000", "[::1]:80"]\n[[watch]]\n'
    load(written(allowed + 'pages = ["http://127.0.0.1:8000/a", "http://[::1]/b"]'))


def test_the_copy_for_readers_is_another_file() -> None:
    """Publishing onto the database itself would replace it with a copy that lacks the evidence."""
    (line,) = problems('[store]\npath = "x.db"\npublish = "x.db"')
    assert "expected another file for store.publish than for store.path" in line


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"[fetch\n", "line 1"), (b"a = 1\na = 2\n", "line 2"), (b"a = '\xff'\n", "utf-8")],
)
def test_a_file_that_is_no_toml_is_told_in_one_line(content: bytes, reason: str) -> None:
    """Bad syntax, a key given twice, another encoding: the place, and no traceback."""
    file = Path("config.toml")
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load()
    (line,) = caught.value.problems
    assert line.startswith("config.toml: got a file that cannot be read")
    assert reason in line


def test_a_folder_or_a_forbidden_file_is_told_in_one_line() -> None:
    """What cannot be opened is a configuration error too."""
    Path("config.toml").mkdir()
    with pytest.raises(ConfigError, match="Is a directory"):
        load()


def test_hostile_text_in_a_file_cannot_steer_the_terminal() -> None:
    """Values and keys are shown with their hidden characters spelled out, on one line."""
    (line,) = problems('[fetch]\n"\\u001b[2J\\n\\u202e" = 1')
    assert line.isprintable()
