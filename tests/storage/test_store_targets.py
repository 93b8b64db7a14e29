"""Who is to be told, how far each has been, and what became certain since."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database
from stories import Story, moment_of, profile_of

from storage import chain, changes, decisions, deliveries, targets, telling
from storage.database import immediate
from storage.deliveries import Failure, Told

MAIL = targets.Target("mail", moment_of(1), 0, moment_of(1), moment_of(1))


def test_a_target_is_remembered_and_forgotten(db: Database) -> None:
    """The newest word counts; one taken out of the settings is as if it had never been."""
    later = replace(MAIL, run=3, upto=moment_of(4), said_at=moment_of(3), needs=("e1", "coverage"))
    with immediate(db):
        targets.save(db, MAIL)
        targets.save(db, replace(MAIL, name="hook"))
        targets.save(db, later)
    assert targets.known(db) == {"hook": replace(MAIL, name="hook"), "mail": later}
    with immediate(db):
        targets.keep_only(db, ["hook"])
    assert list(targets.known(db)) == ["hook"]


def test_what_is_told_after_a_run(db: Database, story: Story) -> None:
    """Changes of later runs and looks, not of imports, nor of the runs before or after the stretch."""
    first = story.run(moment_of(1), {"peru.en": profile_of("Law 1")})
    found: dict[int, int] = {}

    def changed(run: int) -> None:
        found[run] = story.change(run, "peru.en")

    for day, command in enumerate(("run", "look", "import", "run"), start=2):
        run = story.run(moment_of(day), {"peru.en": profile_of(f"Law {day}")}, command, then=changed)
    _, looked, imported, last = found
    assert telling.told_after(db, first, last) == tuple(found[run] for run in found if run != imported)
    assert telling.told_after(db, first, looked) == tuple(found.values())[:2]
    assert telling.told_after(db, run, run) == ()
    assert telling.newest(db, "substantive", 2) == tuple(found.values())[-2:]


def test_what_a_person_releases_is_told_once(db: Database, story: Story) -> None:
    """It belongs to the stretch that ends with the next run, and to no later one."""
    held = {}
    first = story.run(moment_of(1), {"peru.en": profile_of("Law 1")})
    story.run(
        moment_of(2),
        {"peru.en": profile_of("Law 2")},
        then=lambda run: held.update(change=story.change(run, "peru.en", "held")),
    )
    with immediate(db):
        decision = decisions.record(db, "ana", "change", held["change"], "accept", "", moment_of(2))
        changes.set_state(db, held["change"], "confirmed", moment_of(2), decision=decision)
        chain.append(db, "decision", decision, moment_of(2))
    assert telling.told_after(db, first, 2) == ()
    third = story.run(moment_of(3), {"peru.en": profile_of("Law 2")})
    assert telling.told_after(db, 2, third) == (held["change"],)
    fourth = story.run(moment_of(4), {"peru.en": profile_of("Law 2")})
    assert telling.told_after(db, third, fourth) == ()


def test_a_message_says_what_it_tells(db: Database, story: Story) -> None:
    """Kind, stretch and needs come back as they were written; whom it reached is kept over failures."""
    told = Told("needs", 0, moment_of(1), ("e1 waits.",))
    story.run(moment_of(1), {}, then=lambda run: deliveries.add(db, "n1", run, "mail", moment_of(1), told))
    deliveries.failed(db, "n1", moment_of(1), Failure("later", ("ab12",), wait=deliveries.FIRST_PAUSE * 3))
    (owed,) = deliveries.waiting(db)
    assert (owed.told, owed.accepted) == (told, ("ab12",))
    assert owed.next_try_at == moment_of(1) + deliveries.FIRST_PAUSE * 3


def test_given_up_is_one_sentence_a_target_and_can_be_revived(db: Database, story: Story) -> None:
    """The newest is named, the others counted; revived they have all their tries again; unwanted they are dropped."""
    for day, name in enumerate(("m1", "m2"), start=1):
        story.run(moment_of(day), {}, then=lambda run, key=name: deliveries.add(db, key, run, "mail", moment_of(1)))
        for _ in range(deliveries.TRIES):
            deliveries.failed(db, name, moment_of(2), Failure("refused"))
    said = "Delivery m2 and 1 more to mail were given up: refused (`lexdelta notify --retry` tries again)."
    assert deliveries.given_up(db) == (("mail", said),)
    assert deliveries.revive(db, moment_of(9)) == 2
    assert [owed.tries for owed in deliveries.pending(db, moment_of(9))] == [0, 0]
    assert deliveries.drop(db, ["mail"]) == 0
    assert deliveries.drop(db, ["hook"]) == 2
    assert deliveries.waiting(db) == ()
