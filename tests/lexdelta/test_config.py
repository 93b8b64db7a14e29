"""The configuration: where values come from, and what they mean."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError
from working_folder import CONTACT, empty_folder, written

from lexdelta.config import Config, ConfigError, load, require_contact, user_agent
from lexdelta.origins import line_numbers
from lexdelta.problems import setting_keys


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test starts in an empty folder."""
    return empty_folder(tmp_path, monkeypatch)


def test_the_commented_file_says_what_the_defaults_are(folder: Path) -> None:
    """Every key of the shipped config.toml has the value it has when left out."""
    shipped = load(written(files("lexdelta").joinpath("config.toml").read_text()))
    assert shipped.model_dump() == load().model_dump()
    (folder / "config.toml").unlink()
    assert shipped.model_dump() == load().model_dump()


def test_the_commented_file_names_every_key() -> None:
    """No setting exists that the shipped config.toml does not mention; one layout's table stands for every layout's."""
    text = files("lexdelta").joinpath("config.toml").read_text()
    written_keys = set(line_numbers(text))
    watch_keys = {f"watch[0].{name}" for name in ("layout", "pages", "index", "languages", "schedule")}
    assert written_keys >= watch_keys
    keys = {key for key in setting_keys() if not key.startswith("layouts.")} | {"layouts.octopus.labels"}
    assert written_keys >= keys - {"watch", "notify"}


def test_the_package_carries_the_file_of_the_repository() -> None:
    """What `init` writes is the config.toml at the top of the repository, not a copy that drifts."""
    top = Path(__file__).parents[2] / "config.toml"
    assert files("lexdelta").joinpath("config.toml").read_bytes() == top.read_bytes()


def test_without_any_file_the_defaults_apply(folder: Path) -> None:
    """No file is no error: paths are then relative to the working folder."""
    config = load()
    assert config.path is None
    assert config.store.path == folder / "lexdelta.db"
    assert config.store.publish is None
    assert config.report.dir == folder / "reports"
    assert [watch.pages for watch in config.watch] == ["known"]
    assert config.origins == {}


def test_a_flag_beats_a_variable_beats_the_file_beats_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest source wins, key by key."""
    file = written("[fetch]\ndelay_seconds = 3.0\nreuse_hours = 3\n[removals]\ncaptures = 3\n")
    monkeypatch.setenv("LEXDELTA_FETCH__DELAY_SECONDS", "4.5")
    monkeypatch.setenv("LEXDELTA_FETCH__REUSE_HOURS", "4")
    config = load(file, {"fetch.delay_seconds": 5.0, "removals.hours": None})
    assert (config.fetch.delay_seconds, config.fetch.reuse_hours) == (5.0, 4)
    assert (config.removals.captures, config.removals.hours) == (3, 20)
    assert config.origins["fetch.delay_seconds"] == "flag"
    assert config.origins["fetch.reuse_hours"] == "LEXDELTA_FETCH__REUSE_HOURS"
    assert config.origins["removals.captures"] == "config.toml:5"
    assert "removals.hours" not in config.origins


def test_discovery_takes_the_nearest_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """--config, then $LEXDELTA_CONFIG, then ./config.toml, then the user's own."""
    user = written(CONTACT, str(tmp_path / "user" / "lexdelta" / "config.toml"))
    assert load().path == user
    here = written(CONTACT)
    assert load().path == here
    named = written(CONTACT, "named.toml")
    monkeypatch.setenv("LEXDELTA_CONFIG", "named.toml")
    assert load().path == named
    flagged = written(CONTACT, "flagged.toml")
    assert load(Path("flagged.toml")).path == flagged


@pytest.mark.parametrize("how", ["flag", "variable"])
def test_a_named_file_that_is_missing_is_an_error(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names a file wants that one: others and the defaults are no substitute."""
    written(CONTACT)
    if how == "variable":
        monkeypatch.setenv("LEXDELTA_CONFIG", "gone.toml")
    with pytest.raises(ConfigError, match=r"gone\.toml: got a file that cannot be read.*No such file"):
        load(Path("gone.toml") if how == "flag" else None)


def test_paths_in_a_file_are_relative_to_it_and_others_to_the_working_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moving a folder moves what its file names; the command line means where one stands."""
    monkeypatch.setenv("LEXDELTA_STORE__PUBLISH", "public.db")
    file = written('[store]\npath = "data/x.db"\n', str(tmp_path / "elsewhere" / "config.toml"))
    config = load(file, {"report.dir": Path("out")})
    assert config.store.path == tmp_path / "elsewhere" / "data" / "x.db"
    assert config.store.lock == tmp_path / "elsewhere" / "data" / "x.db.lock"
    assert config.store.publish == folder / "public.db"
    assert config.report.dir == folder / "out"
    assert load(written("", str(tmp_path / "third" / "config.toml"))).store.path == tmp_path / "third" / "lexdelta.db"


def test_a_path_may_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde is the home folder, as people expect."""
    monkeypatch.setenv("HOME", "/home/someone")
    assert load(written('[store]\npath = "~/x.db"\n')).store.path == Path("/home/someone/x.db")


def test_variables_are_written_as_in_the_file_and_text_without_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, lists and tables are TOML; text is itself, "3" and "true" included."""
    monkeypatch.setenv("LEXDELTA_FETCH__CONTACT", "mailto:me@example.org")
    monkeypatch.setenv("LEXDELTA_FETCH__ALLOWED_HOSTS", '["a.example", "www.coe.int"]')
    monkeypatch.setenv("LEXDELTA_STORE__PATH", "3")
    monkeypatch.setenv("LEXDELTA_LAYOUTS__OCTOPUS__LABELS", '{"Legal framework" = "legislation"}')
    monkeypatch.setenv("LEXDELTA_WATCH", '[{schedule = "0 4 * * *"}]')
    config = load()
    assert config.fetch.contact == "mailto:me@example.org"
    assert config.fetch.allowed_hosts == ("a.example", "www.coe.int")
    assert config.store.path.name == "3"
    assert config.layouts.octopus.labels == {"Legal framework": "legislation"}
    assert config.watch[0].schedule == "0 4 * * *"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "LEXDELTA_FETCH__DELAY",
            "expected LEXDELTA_SECTION__KEY; did you mean LEXDELTA_FETCH__DELAY_SECONDS?",
        ),
        ("LEXDELTA_FETCH_CONTACT", "did you mean LEXDELTA_FETCH__CONTACT?"),
        ("LEXDELTA_SECRET", "got an unknown variable, expected LEXDELTA_SECTION__KEY"),
    ],
)
def test_an_unknown_variable_is_an_error(monkeypatch: pytest.MonkeyPatch, name: str, told: str) -> None:
    """A misspelt variable is told like a misspelt key; its value, perhaps a secret, is not."""
    monkeypatch.setenv(name, "hunter2")
    with pytest.raises(ConfigError) as caught:
        load()
    (line,) = caught.value.problems
    assert line.startswith(f"environment: {name}: ")
    assert told in line
    assert "hunter2" not in line


def test_variables_of_others_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that only look like sections set nothing."""
    monkeypatch.setenv("STORE", "x")
    monkeypatch.setenv("FETCH__CONTACT", "x")
    assert load() == load()
    assert Config().fetch.contact == ""


def test_a_byte_order_mark_does_no_harm() -> None:
    """Some editors write one."""
    Path("config.toml").write_bytes(b"\xef\xbb\xbf" + CONTACT.encode())
    assert load().fetch.contact == "mailto:me@example.org"


def test_nothing_changes_after_loading() -> None:
    """A configuration is a value."""
    config = load()
    with pytest.raises(ValidationError):
        config.fetch.delay_seconds = 0  # type: ignore[misc]  # what the test is about
    with pytest.raises(ValidationError):
        config.fetch = config.fetch  # type: ignore[misc]  # what the test is about


def test_an_index_comes_with_the_known_pages_only() -> None:
    """Whoever lists pages of a replica does not also ask the real site's index."""
    listed, known = load(written('[[watch]]\npages = ["https://www.coe.int/x"]\n[[watch]]\n')).watch
    assert listed.index == ""
    assert known.index == "https://www.coe.int/en/web/octopus/country-wiki"


def test_fetching_anonymously_is_refused_beyond_this_machine() -> None:
    """Without a contact only addresses of this machine may be asked."""
    with pytest.raises(ConfigError, match=r"fetch\.contact: got \"\", .*www\.coe\.int"):
        require_contact(load())
    require_contact(load(written(CONTACT)))
    allowed = '[fetch]\nallow_addresses = ["127.0.0.1:8000", "10.0.0.1:80"]\n[[watch]]\n'
    require_contact(load(written(allowed + 'pages = ["http://127.0.0.1:8000/a"]\n')))
    with pytest.raises(ConfigError, match=r"10\.0\.0\.1"):
        require_contact(load(written(allowed + 'pages = ["http://127.0.0.1:8000/a", "http://10.0.0.1/b"]\n')))


def test_a_request_says_who_asks() -> None:
    """The User-Agent is our name, our version and the contact, and pretends nothing else."""
    assert user_agent(load(written(CONTACT))).startswith("lexdelta/")
    assert user_agent(load(written(CONTACT))).endswith(" (+mailto:me@example.org)")
    assert "(" not in user_agent(Config())


def test_lines_are_found_for_tables_lists_and_dotted_keys() -> None:
    """The forms people write: headers, arrays of tables, quoted and dotted keys; comments and values are no keys."""
    text = 'a = 1\n# b = 2\n[t]\n"x y" = "z = 3"\nc.d = 4\n[[w]]\ne = 5\n[[w]]\ne = [\n  6,\n]\n[w.sub]\nf = 7\n'
    assert line_numbers(text) == {
        "a": 1,
        "t": 3,
        't."x y"': 4,
        "t.c.d": 5,
        "w[0]": 6,
        "w[0].e": 7,
        "w[1]": 8,
        "w[1].e": 9,
        "w[1].sub": 12,
        "w[1].sub.f": 13,
    }
