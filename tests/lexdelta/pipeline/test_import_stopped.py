"""An import that is stopped, or that somebody else's writing keeps waiting: a sentence, a code, and nothing half."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from archive_files import warc
from archive_replica import ArchiveReplica
from imports import history, imported, rows
from old_times import looks
from watched_replica import lexdelta

from storage.chain import verify
from storage.database import open_existing

BENIN = [look for look in looks() if look.page == "benin.en"]
STOPPED = "Stopped: what was archived is kept, and the same import goes on from there.\n"


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """An import that goes on by itself."""
    return subprocess.Popen(
        [sys.executable, "-m", "lexdelta", "import", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_archived(process: subprocess.Popen[str], folder: Path, count: int) -> None:
    """Wait until so many captures are there; the file is never made by asking."""
    while process.poll() is None:
        if (folder / "lexdelta.db").exists() and rows(folder, "SELECT count(*) FROM captures")[0][0] >= count:
            return
        time.sleep(0.02)
    raise AssertionError(process.communicate())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_import_says_so_and_goes_on(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """By cron's or by hand: one sentence, no traceback, the captures kept, and the same history in the end."""
    with ArchiveReplica(BENIN) as archive:
        config = archive.settings().replace("delay_seconds = 0", "delay_seconds = 0.2")
        (tmp_path / "config.toml").write_text(config)
        process = started(tmp_path, "--wayback", "--page", "benin")
        until_archived(process, tmp_path, 2)
        process.send_signal(number)
        out, err = process.communicate()
        assert (process.returncode, out, err) == (code, "", STOPPED)
        assert rows(tmp_path, "SELECT count(*) FROM runs") == [(0,)]
        assert lexdelta(tmp_path, "import", "--wayback", "--page", "benin").returncode == 0
        assert set(archive.fetched().values()) <= {1, 2}
    imported(tmp_path / "whole", warc(tmp_path / "all.warc", BENIN))
    assert history(tmp_path) == history(tmp_path / "whole")


def test_somebody_who_writes_is_waited_for(tmp_path: Path) -> None:
    """Held for longer than the busy timeout, the file is asked again after a sentence, and nothing is lost."""
    archive = warc(tmp_path / "a.warc", BENIN)
    imported(tmp_path, warc(tmp_path / "first.warc", BENIN[:1]))
    other = sqlite3.connect(tmp_path / "lexdelta.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(3, lambda: other.execute("ROLLBACK")).start()
    found = imported(tmp_path, archive)
    other.close()
    assert (found["archived"], found["known"]) == (6, 1)


def test_a_file_that_stays_held_is_a_sentence_and_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds it through every try ends the import; begun again it ends as if nobody had."""
    from datetime import UTC, datetime

    from lexdelta import config as settings
    from lexdelta.committing import Tries
    from lexdelta.history import importing
    from lexdelta.history.importing import Telling, from_paths, import_all
    from storage.database import Busy, create_or_open

    archive = warc(tmp_path / "a.warc", BENIN)
    assert lexdelta(tmp_path, "init").returncode == 0
    heard: list[str] = []
    other = sqlite3.connect(":memory:")

    def hold() -> None:
        nonlocal other
        other = sqlite3.connect(tmp_path / "lexdelta.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

    judged = 0

    def each(*_: object) -> None:
        nonlocal judged
        judged += 1
        if judged == len(BENIN):
            hold()

    monkeypatch.setattr(importing, "create_or_open", lambda path: create_or_open(path, busy_timeout_ms=50))
    telling = Telling(lambda *_: None, each, Tries(lambda _seconds: None, heard.append))
    with pytest.raises(Busy):
        import_all(
            settings.load(tmp_path / "config.toml"),
            from_paths([archive], telling),
            telling,
            lambda: datetime.now(UTC),
        )
    assert len(heard) == 2
    assert other.execute("SELECT count(*), (SELECT count(*) FROM runs) FROM captures").fetchone() == (7, 0)
    other.close()
    imported(tmp_path, archive)
    imported(tmp_path / "whole", archive)
    assert history(tmp_path) == history(tmp_path / "whole")
    db = open_existing(tmp_path / "lexdelta.db")
    assert verify(db) == ()
    db.close()


def test_another_import_is_no_second_writer(tmp_path: Path) -> None:
    """While one goes on the next says who holds the lock, with a code of its own."""
    with ArchiveReplica(BENIN) as archive:
        (tmp_path / "config.toml").write_text(archive.settings().replace("delay_seconds = 0", "delay_seconds = 0.5"))
        process = started(tmp_path, "--wayback", "--page", "benin", "--json")
        until_archived(process, tmp_path, 1)
        second = lexdelta(tmp_path, "import", str(warc(tmp_path / "a.warc", BENIN)))
        out, _ = process.communicate()
    assert (second.returncode, second.stdout) == (75, "")
    assert json.loads(out)["archived"] == 7
