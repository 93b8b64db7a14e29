"""`[[notify]]`: what may stand there, what is said of what may not, and that no address is ever shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from watched_replica import lexdelta, without
from working_folder import CONTACT, empty_folder, problems, written

from lexdelta.config import load
from lexdelta.notify.addresses import redacted
from lexdelta.notify.outbox import choice_of
from lexdelta.notify.routes import route

ROOT = Path(__file__).parents[2]
MAIL = '[[notify]]\nname = "mail"\nurl_env = "NOTIFY_MAIL"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    return empty_folder(tmp_path, monkeypatch)


def test_a_name_and_a_variable_are_enough() -> None:
    """All else has a default: substantive changes of all countries after each run."""
    (target,) = load(written(MAIL)).notify
    assert (target.least, target.when, target.schedule, target.heartbeat, target.needs) == (
        "substantive", "run", "", "", False,
    )  # fmt: skip
    choice = choice_of(target)
    assert (choice.countries, choice.sections, choice.least) == ((), (), "substantive")


def test_countries_are_named_in_many_ways_and_add_to_regions() -> None:
    """Key, ISO code, English or French name; what they stand for is one list of keys."""
    (target,) = load(written(f'{MAIL}countries = ["PER", "Côte d\'Ivoire", "fiji"]\nregions = ["Oceania"]')).notify
    assert target.countries == ("peru", "cote-ivoire", "fiji")
    keys = choice_of(target).countries
    assert {"peru", "cote-ivoire", "fiji", "tonga"} <= set(keys)
    assert len(keys) == len(set(keys))
    assert "chad" not in keys


def test_a_digest_is_made_on_mondays_unless_told_otherwise() -> None:
    """The schedule of a digest may be left out."""
    assert load(written(f'{MAIL}when = "digest"')).notify[0].schedule == "0 6 * * 1"
    assert load(written(f'{MAIL}when = "digest"\nschedule = "0 7 1 * *"')).notify[0].schedule == "0 7 1 * *"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MAIL.replace("mail", "My Mail", 1), "notify[0].name: got"),
        (MAIL.replace('"mail"', '"files"'), "another name than files or feed"),
        (MAIL.replace("NOTIFY_MAIL", "LEXDELTA_MAIL"), "does not begin with LEXDELTA_"),
        (MAIL + MAIL, "notify: got mail more than once, expected a name of its own for each target"),
        (f'{MAIL}countries = ["Perou"]', "did you mean peru?"),
        (f'{MAIL}regions = ["Afrika"]', "did you mean Africa?"),
        (f'{MAIL}schedule = "0 6 * * 1"', 'expected no schedule, or when = "digest"'),
        (f'{MAIL}when = "digest"\nschedule = ""', "expected a schedule for the digest"),
        (f'{MAIL}when = "digest"\nschedule = "every day"', "five cron fields"),
        (f'{MAIL}heartbeat = "hourly"', "'daily', 'weekly' or 'monthly'"),
        (f'{MAIL}lest = "substantive"', "did you mean least?"),
        ('[[notify]]\nname = "mail"', "notify[0].url_env"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(text: str, said: str) -> None:
    """One line, with what was expected and what was perhaps meant."""
    (line,) = problems(text)
    assert said in line


def test_an_address_in_the_file_is_refused_and_not_repeated() -> None:
    """A secret that was put into the wrong place is not printed into a log as well."""
    (line,) = problems('[[notify]]\nname = "mail"\nurl_env = "json://me:hunter2@example.org"')
    assert "environment variable" in line
    assert "hunter2" not in line


ADDRESSES = re.findall(r"`(\w+://[^`]+)`", (ROOT / "docs" / "notifications.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_addresses_of_the_manual_are_understood(address: str) -> None:
    """Whoever copies one and puts a name of theirs into it has an address."""
    assert route(address)


def test_check_and_doctor_say_what_is_wrong_with_an_address(folder: Path) -> None:
    """A variable that is not set, one that holds no address, and one that is well; none is shown."""
    written(CONTACT + MAIL)
    missing = lexdelta(folder, "config", "check")
    said = "notify[0].url_env: the environment variable NOTIFY_MAIL (url_env) is not set"
    assert (missing.returncode, missing.stderr) == (78, f"config.toml:5: {said}\n")
    wrong = lexdelta(folder, "config", "check", NOTIFY_MAIL="pigeon://hunter2")
    assert (wrong.returncode, "hunter2" in wrong.stderr) == (78, False)
    assert "apprise does not understand the address" in wrong.stderr
    fine = lexdelta(folder, "config", "check", NOTIFY_MAIL="json://hunter2@example.org")
    assert (fine.returncode, "hunter2" in fine.stdout + fine.stderr) == (0, False)
    assert "mail: substantive changes, after each run" in fine.stdout
    doctor = lexdelta(folder, "doctor", NOTIFY_MAIL="pigeon://hunter2")
    assert "FAILED notify mail: what NOTIFY_MAIL holds is no address" in doctor.stdout
    assert "hunter2" not in doctor.stdout


@pytest.mark.parametrize(
    ("missing", "settings", "said"),
    [
        ("apprise", MAIL, "config.toml:5: notify[0].url_env: apprise is not installed: install lexdelta[notify]\n"),
        (
            "feedgen",
            '[report]\nfeed = "lexdelta.atom"\n',
            "config.toml:4: report.feed: feedgen is not installed: install lexdelta[notify]\n",
        ),
    ],
)
def test_check_says_which_extra_is_missing(folder: Path, missing: str, settings: str, said: str) -> None:
    """Without the package neither the address nor the file is blamed; the sentence names what to install."""
    written(CONTACT + settings)
    done = lexdelta(folder, "config", "check", NOTIFY_MAIL="json://example.org", PYTHONPATH=without(folder, missing))
    assert (done.returncode, done.stderr) == (78, said)


def test_a_test_message_says_in_one_sentence_what_came_of_it(folder: Path) -> None:
    """Nobody listens: exit 1 and a sentence; an unknown name: exit 2 and the names there are."""
    written(CONTACT + MAIL)
    done = lexdelta(folder, "notify", "--test", "mail", NOTIFY_MAIL="json://127.0.0.1:9/hunter2")
    assert (done.returncode, done.stderr) == (
        1,
        "mail: not sent, the webhook could not be reached: Connection refused.\n",
    )
    unknown = lexdelta(folder, "notify", "--test", "post")
    assert unknown.returncode == 2
    assert "there are mail" in unknown.stderr


@pytest.mark.parametrize(
    ("text", "address", "left"),
    [
        ("535 ana and s3cret-pass", "mailto://ana:s3cret-pass@x.org", "535 *** and ***"),
        ("p@ss word sent", "mailto://ana:p%40ss%20word@x.org", "*** sent"),
        ("echo czNjcmV0LXBhc3M", "mailto://ana:s3cret-pass@x.org", "echo ***"),
        ("T0KENA/T0KENB", "slack://T0KENA/T0KENB/T0KENC/#law", "***/***"),
        ("the webhook answered 500", "json://example.org/hook", "the webhook answered 500"),
        ("a\nb\x1b[2J", "json://example.org", "a b\\u001b[2J"),
    ],
)
def test_no_part_of_an_address_is_left_in_an_error(text: str, address: str, left: str) -> None:
    """As written, decoded or in base64; what only looks like a part of a word stays."""
    assert redacted(text, address) == left
