"""What runs tell people: what is new to them, once it is there, once each, and nothing when there is nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from told import target
from watched_replica import Watched, lexdelta

from lexdelta.running import Asked
from storage import deliveries
from tests.hostile.hook import Hook
from tests.hostile.mail import MailServer, drop, stall

FIJI = "Lexdelta: Fiji Invited to accede -> Party (+2 more)"
NOT_OURS = "target NOT IN ('files', 'feed')"


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that the target called mail leads to."""
    with MailServer() as server:
        monkeypatch.setenv("NOTIFY_MAIL", server.url())
        yield server


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A webhook that the target called hook leads to."""
    with Hook() as server:
        monkeypatch.setenv("NOTIFY_HOOK", server.url)
        yield server


def configure(watched: Watched, *tables: str) -> None:
    """Add tables to the settings."""
    path = watched.folder / "config.toml"
    path.write_text(path.read_text() + "".join(tables))


def subjects(server: MailServer) -> list[str]:
    """The subjects of what was taken."""
    return [str(mail.message["Subject"]) for mail in server.accepted]


def test_a_run_tells_what_it_found_and_is_quiet_otherwise(six: Watched, mail: MailServer) -> None:
    """Nothing for the first record, one mail for the changes, nothing for a run without any."""
    configure(six, target("mail"))
    six.run(1)
    assert mail.mails == []
    six.run(2, hours=24)
    assert subjects(mail) == [FIJI]
    six.run(2, hours=1)
    assert subjects(mail) == [FIJI]
    assert six.sentences == []


def test_what_happened_before_a_target_was_there_is_not_sent_to_it(six: Watched, mail: MailServer) -> None:
    """Its first message covers only what a run finds after it stands in the settings; coming back, it is new again."""
    six.run(1)
    six.run(2, hours=24)
    config = (six.folder / "config.toml").read_text()
    configure(six, target("mail"))
    six.run(2, hours=1)
    assert mail.mails == []
    six.run(2, hours=24)
    assert subjects(mail) == [
        "Lexdelta: Benin Jurisprudence/case law: section removed; case removed: CRIET, 27 October 2022, no. 066"
    ]
    (six.folder / "config.toml").write_text(config)
    six.run(1, hours=24)
    assert six.rows("SELECT max(run) AS run FROM changes") == [{"run": 5}]
    configure(six, target("mail", 'when = "digest"\nschedule = "* * * * *"'))
    six.run(1, hours=24)
    six.run(1, hours=24)
    assert len(mail.mails) == 1


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ('countries = ["Fiji"]', ["status_moved"]),
        ('countries = ["LKA"]\nregions = ["Oceania"]', ["status_moved", "law_superseded"]),
        ('regions = ["Americas"]', None),
        ('sections = ["legislation"]', ["law_added", "law_superseded"]),
        ('least = "substantive"\nsections = ["status"]', ["status_moved"]),
    ],
)
def test_a_target_is_told_what_it_asked_for(six: Watched, hook: Hook, wish: str, told: list[str] | None) -> None:
    """Countries and regions add up, sections include their children; nothing left is nothing sent."""
    configure(six, target("hook", wish))
    six.run(1)
    six.run(2, hours=24)
    found = [[change["kind"] for change in post.json["changes"]] for post in hook.posts]
    assert found == ([told] if told else [])


def test_a_webhook_gets_the_report_with_its_schema_version(six: Watched, hook: Hook) -> None:
    """The keys of `report --format json`, and which delivery it is."""
    configure(six, target("hook"))
    six.run(1)
    six.run(2, hours=24)
    (post,) = hook.posts
    assert (post.json["schema_version"], post.json["run"], post.json["kind"]) == (1, 2, "run")
    assert post.json["delivery"] == post.headers["idempotency-key"]
    assert post.json["coverage"]["verified"] == 6


def test_a_digest_covers_the_time_since_the_last_one(six: Watched, hook: Hook) -> None:
    """Made by the first run at or after it is due: Monday 23 November tells what Saturday and Sunday brought."""
    configure(six, target("hook", 'when = "digest"\nschedule = "0 3 * * 1"'))
    six.run(1)
    six.run(2, hours=24)
    six.run(2, hours=24)
    assert hook.posts == []
    six.run(2, hours=24)
    (post,) = hook.posts
    assert post.headers["idempotency-key"].startswith("digest-2026-11-23-hook-")
    assert (post.json["start"], post.json["end"]) == ("2026-11-20T03:30:00Z", "2026-11-23T03:30:00Z")
    assert sorted(change["kind"] for change in post.json["changes"]) == [
        "law_added", "law_superseded", "section_removed", "status_moved",
    ]  # fmt: skip
    for _ in range(8):
        six.run(2, hours=24)
    assert len(hook.posts) == 1


def test_a_digest_is_made_without_a_run_when_it_is_due(six: Watched, hook: Hook) -> None:
    """`lexdelta notify`, which `watch` starts on the digest's schedule: once, and nothing of it is told again later."""
    configure(six, target("hook", 'when = "digest"\nschedule = "0 0 1 1 *"'))
    six.now = datetime.now(UTC) - timedelta(days=3)
    six.run(1)
    six.run(2, hours=1)
    assert lexdelta(six.folder, "notify").stdout == "Nothing was due.\n"
    path = six.folder / "config.toml"
    path.write_text(path.read_text().replace("0 0 1 1 *", "* * * * *"))
    assert lexdelta(six.folder, "notify").stdout == "1 delivered.\n"
    (post,) = hook.posts
    assert (post.json["run"], len(post.json["changes"])) == (None, 3)
    six.now = datetime.now(UTC) + timedelta(days=1)
    six.run(2)
    assert [change["kind"] for change in hook.posts[-1].json["changes"]] == ["section_removed"]


def test_a_heartbeat_says_that_nothing_changed(six: Watched, mail: MailServer) -> None:
    """After a silence as long as was asked for, with how much was verified; jitter does not make it a day late."""
    configure(six, target("mail", 'heartbeat = "weekly"'))
    six.run(1)
    for _ in range(7):
        six.run(1, hours=23.999)
    assert subjects(mail) == ["Lexdelta: nothing changed, 6 of 6 pages verified"]
    text = mail.mails[0].message.get_body(("plain",))
    assert text is not None
    assert "Nothing changed" in text.get_content()


def test_a_change_found_by_a_look_at_one_page_is_told_by_the_next_run(six: Watched, hook: Hook) -> None:
    """`run --page` answers whoever asked; the targets hear of it with the next run over all."""
    configure(six, target("hook", 'countries = ["fiji"]'))
    six.run(1)
    six.run(2, hours=24, asked=Asked(pages=("fiji",)))
    assert hook.posts == []
    six.run(2, hours=1)
    (post,) = hook.posts
    assert [change["kind"] for change in post.json["changes"]] == ["status_moved"]


def test_the_next_report_and_the_feed_have_what_a_look_found(six: Watched) -> None:
    """Whoever asks for one page takes nothing from those who read the reports: the next run tells it all."""
    configure(six, '\n[report]\nfeed = "lexdelta.atom"\n')
    six.run(1)
    six.site.state = 2
    look = six.run(2, hours=24, asked=Asked(pages=("fiji",)))
    assert [change.country for change in look.report.changes] == ["Fiji"]
    assert "Fiji" not in (six.folder / "lexdelta.atom").read_text(encoding="utf-8")
    finished = six.run(2, hours=1)
    assert finished.has_news
    assert "Fiji" in [change.country for change in finished.report.changes]
    assert "Fiji" in (six.folder / "lexdelta.atom").read_text(encoding="utf-8")
    assert [change.country for change in six.run(2, hours=1).report.changes if change.country == "Fiji"] == []


def test_what_needs_a_person_is_told_once_while_it_lasts(six: Watched, mail: MailServer) -> None:
    """A blocked site is one mail, not one a day; healed and blocked again it is news again."""
    configure(six, target("mail", "needs = true"))
    six.run(1)
    blocked = dict.fromkeys(("fiji", "peru", "sri-lanka", "mauritius"), "block")
    for faults in (blocked, blocked, {}, blocked):
        six.site.faults.clear()
        six.site.faults.update(faults)
        six.run(1, hours=24)
    assert len(mail.accepted) == 2
    assert all(subject.startswith("Lexdelta: a person is needed: Only 2 of 6 pages") for subject in subjects(mail))


def test_a_failed_delivery_is_tried_again_under_the_same_name(six: Watched, mail: MailServer) -> None:
    """It waits longer each time, the run itself is well, and the repeat carries the same Message-ID."""
    configure(six, target("mail"))
    six.run(1)
    mail.plan({"end": drop}, {"rcpt": b"450 later"}, {})
    assert six.run(2, hours=24).code == 0
    assert "the mail server closed the connection; it waits in the outbox." in six.sentences[-1]
    six.run(2, hours=0.1)
    assert mail.connections == 1
    six.run(2, hours=0.2)
    assert "450 later" in six.sentences[-1]
    six.run(2, hours=1)
    first, second = mail.mails
    assert first.message_id == second.message_id
    assert six.rows(f"SELECT state, tries FROM deliveries WHERE {NOT_OURS}") == [{"state": "done", "tries": 2}]  # noqa: S608 # the piece is the constant above


def test_a_target_that_is_wrong_keeps_no_other_waiting(six: Watched, hook: Hook) -> None:
    """A variable that is not set, and an address nobody understands: a sentence each, and the others are told."""
    configure(six, target("mail"), target("chat"), target("hook"))
    os.environ.pop("NOTIFY_MAIL", None)
    os.environ["NOTIFY_CHAT"] = "carrier-pigeon://s3cret"
    try:
        six.run(1)
        assert six.run(2, hours=24).code == 0
    finally:
        del os.environ["NOTIFY_CHAT"]
    assert len(hook.posts) == 1
    assert any("NOTIFY_MAIL (url_env) is not set" in sentence for sentence in six.sentences)
    assert any("apprise does not understand the address" in sentence for sentence in six.sentences)
    assert "s3cret" not in str(six.sentences)


def test_a_target_that_does_not_answer_is_asked_once_a_run(six: Watched, mail: MailServer) -> None:
    """What else it is owed stays due and costs nothing, so that a dead server costs a run one deadline at most."""
    configure(six, target("mail"))
    six.run(1)
    mail.plan({"greeting": drop})
    six.run(2, hours=24)
    six.run(2, hours=24)
    asked = mail.connections
    six.run(2, hours=48)
    assert mail.connections == asked + 2  # once at its beginning, once at its end
    mail.plan({})
    six.run(2, hours=48)
    assert len(mail.accepted) == 2


def test_given_up_is_said_everywhere_and_can_be_taken_up_again(six: Watched, mail: MailServer, hook: Hook) -> None:
    """Dead after its tries: exit 3, in `status`, in the report, to another target; `notify --retry` brings it back."""
    configure(six, target("mail"), target("hook", "needs = true"))
    six.run(1)
    mail.plan({"data": b"554 no"})
    six.run(2, hours=24)
    for _ in range(deliveries.TRIES - 1):
        finished = six.run(2, hours=25)
    assert finished.code == 3
    assert "was given up: the mail server refused the message: 554 no" in finished.report.undelivered[0]
    six.run(2, hours=25)
    alarm = hook.posts[-1].json
    assert (alarm["kind"], len(alarm["needs"])) == ("needs", 1)
    status = lexdelta(six.folder, "status", "--json")
    assert "given up" in status.stdout
    assert "2 given up" in lexdelta(six.folder, "doctor").stdout
    mail.plan({})
    before = len(mail.accepted)
    done = lexdelta(six.folder, "notify", "--retry")
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 delivered.\n", "")
    assert len(mail.accepted) == before + 2
    assert lexdelta(six.folder, "notify").stdout == "Nothing was due.\n"


def test_killed_between_sending_and_marking_it_repeats_one_under_the_same_name(six: Watched, mail: MailServer) -> None:
    """The next run sends it once more, recognisably, and nothing else twice."""
    configure(six, target("mail"))
    lexdelta(six.folder, "run")
    six.site.state = 2
    run = subprocess.Popen([sys.executable, "-m", "lexdelta", "run"], cwd=six.folder, stdout=subprocess.DEVNULL)

    def kill(_connection: object) -> bytes:
        run.send_signal(signal.SIGKILL)
        run.wait()
        return b"221 bye"

    mail.plan({"quit": kill}, {})
    assert run.wait(120) == -signal.SIGKILL
    assert six.rows(f"SELECT state FROM deliveries WHERE {NOT_OURS}") == [{"state": "pending"}]  # noqa: S608 # the piece is the constant above
    for _ in range(2):
        lexdelta(six.folder, "run")
    first, second = mail.accepted
    assert first.message_id == second.message_id


def test_a_target_taken_out_of_the_settings_is_owed_nothing(six: Watched, mail: MailServer) -> None:
    """What waited for it is dropped, and is no problem of anybody's."""
    config = (six.folder / "config.toml").read_text()
    configure(six, target("mail"))
    six.run(1)
    mail.plan({"data": b"554 no"})
    six.run(2, hours=24)
    (six.folder / "config.toml").write_text(config)
    assert six.run(2, hours=24).code == 0
    assert six.rows(f"SELECT state FROM deliveries WHERE {NOT_OURS}") == [{"state": "dropped"}]  # noqa: S608 # the piece is the constant above
    assert six.rows("SELECT name FROM _targets") == []


def test_no_address_is_kept_anywhere(six: Watched, mail: MailServer) -> None:
    """Not in the database, not in a report, not in what is printed, also when the server repeats it."""
    configure(six, target("mail"))
    os.environ["NOTIFY_MAIL"] = mail.url().replace("mailto://", "mailto://ana:s3cret-pass@")
    lexdelta(six.folder, "run")
    six.site.state = 2
    mail.plan({"auth": b"535 who is ana with s3cret-pass at ana@example.org"})
    done = lexdelta(six.folder, "run")
    assert "refused the login: 535 who is *** with *** at ***" in done.stderr
    files = [path.read_bytes() for path in six.folder.rglob("*") if path.is_file()]
    for secret in (b"s3cret", b"ana@example.org"):
        assert not [content for content in files if secret in content]
        assert secret.decode() not in done.stderr + done.stdout


def test_the_atom_file_follows_what_is_told(six: Watched) -> None:
    """There from the first run on, renewed when something is told, the newest first, and never half written."""
    path = six.folder / "lexdelta.atom"
    configure(six, '\n[report]\nfeed = "lexdelta.atom"\n')
    six.run(1)
    assert "<entry>" not in path.read_text()
    six.run(2, hours=24)
    told = path.read_text()
    assert told.count("<entry>") == 3
    written = path.stat().st_mtime_ns
    six.run(2, hours=1)
    assert path.stat().st_mtime_ns == written
    six.run(2, hours=24)
    later = path.read_text()
    assert later.count("<entry>") == 4
    assert later.index("Benin") < later.index("Fiji")


def test_a_folder_that_cannot_be_written_fails_the_run_and_no_message(six: Watched, mail: MailServer) -> None:
    """Our own files are part of a run; what goes to people goes all the same."""
    configure(six, target("mail"), '\n[report]\ndir = "reports"\n')
    six.run(1)
    (six.folder / "reports").rename(six.folder / "old")
    (six.folder / "reports").write_text("in the way")
    assert six.run(2, hours=24).code == 1
    assert subjects(mail) == [FIJI]


def test_a_mail_server_that_stalls_costs_a_run_a_bounded_time(six: Watched, mail: MailServer, hook: Hook) -> None:
    """The other target is told, whichever comes first."""
    configure(six, target("mail"), target("hook"))
    six.run(1)
    mail.plan({"greeting": stall})
    six.run(2, hours=24)
    assert len(hook.posts) == 1
    assert "did not answer within 10 s" in six.sentences[-1]
