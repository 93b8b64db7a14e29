"""Mail over a real connection: both parts, one name for every attempt, and a word for every way it can fail."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from told import A_TEST, mailed

from lexdelta.notify.carrying import carry
from lexdelta.notify.letter import Errand, Letter, worded
from lexdelta.notify.routes import MailRoute, NoRoute, route
from tests.hostile.mail import Answer, MailServer, drop, only, stall, trickle


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes everything unless told otherwise."""
    with MailServer() as running:
        yield running


def test_a_mail_has_text_and_html_and_one_name(server: MailServer) -> None:
    """Text first, HTML as its alternative, answered by no holiday, and named after the delivery alone."""
    assert mailed(server.url()).sent
    (mail,) = server.accepted
    message = mail.message
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert (message["Subject"], message["Auto-Submitted"]) == ("Lexdelta: a test", "auto-generated")
    assert mail.message_id == "<test-mail-12345678.lexdelta@example.org>"
    assert (mail.sender, mail.recipients) == ("watch@example.org", ("ana@example.org",))
    for part in message.iter_parts():
        assert "This is a test." in part.get_content()


STAGES: Mapping[str, tuple[Mapping[str, Answer], str, bool]] = {
    "busy": ({"greeting": b"421 too many"}, "greeted with 421 too many", True),
    "no greeting": ({"greeting": drop}, "closed the connection", False),
    "no service": ({"ehlo": b"550 no", "helo": b"550 no"}, "refused the greeting: 550 no", True),
    "sender": ({"mail": b"451 later"}, "refused the sender: 451 later", True),
    "recipient": ({"rcpt": b"550 unknown"}, "refused 1 recipient: 550 unknown", True),
    "greylisted": ({"rcpt": b"450 greylisted"}, "refused 1 recipient: 450 greylisted", True),
    "data": ({"data": b"554 no"}, "refused the message: 554 no", True),
    "middle": ({"middle": drop}, "closed the connection", False),
    "full": ({"end": b"452 full"}, "refused the message: 452 full", True),
    "no receipt": ({"end": drop}, "closed the connection", False),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_failure_at_any_stage_is_told_in_words(server: MailServer, stage: str) -> None:
    """Nothing is taken for sent, the server's own answer is quoted, and silence is told from refusal."""
    plan, said, reached = STAGES[stage]
    server.plan(plan)
    outcome = mailed(server.url())
    assert (outcome.sent, outcome.reached) == (False, reached)
    assert said in outcome.said
    assert server.accepted == []


def test_a_mail_whose_receipt_was_lost_is_repeated_under_the_same_name(server: MailServer) -> None:
    """The server took it and died before saying so: the repeat is recognised by its Message-ID."""
    server.plan({"end": drop}, {})
    assert [mailed(server.url()).sent for _ in range(2)] == [False, True]
    first, second = server.mails
    assert first.message_id == second.message_id


def test_what_was_taken_is_sent_whatever_follows(server: MailServer) -> None:
    """A server that hangs up, or says nonsense, at our goodbye has the message all the same."""
    for answer in (drop, b"500 what?"):
        server.plan({"quit": answer})
        assert mailed(server.url()).sent


def test_who_has_it_already_is_not_sent_it_again(server: MailServer) -> None:
    """One unknown recipient neither keeps the others from their mail nor makes them get it eight times."""
    url = server.url("ana@example.org,ben@example.org,cleo@example.org")
    server.plan({"rcpt": only("ana@example.org", "cleo@example.org", otherwise=b"450 greylisted")}, {})
    first = mailed(url)
    assert (first.sent, len(first.accepted)) == (False, 2)
    assert "refused 1 of 3 recipients: 450 greylisted" in first.said
    second = mailed(url, first.accepted)
    assert (second.sent, len(second.accepted)) == (True, 3)
    assert [mail.recipients for mail in server.accepted] == [
        ("ana@example.org", "cleo@example.org"),
        ("ben@example.org",),
    ]
    assert mailed(url, second.accepted).sent
    assert len(server.accepted) == 2


def test_the_digests_of_recipients_tell_nobody_who_they_are(server: MailServer) -> None:
    """What is kept of a recipient differs from delivery to delivery and holds nothing of the address."""
    other = worded(replace(A_TEST, id="test-mail-87654321"))
    (one,), (two,) = mailed(server.url()).accepted, mailed(server.url(), message=other).accepted
    assert one != two
    assert "ana" not in one


def test_a_login_is_made_and_its_refusal_told_without_the_password(server: MailServer) -> None:
    """The server may quote what it was sent; no part of the address comes out of it."""
    url = server.url().replace("mailto://", "mailto://ana:s3cret-pass@")
    assert mailed(url).sent
    server.plan({"auth": b"535 ana with s3cret-pass (czNjcmV0LXBhc3M=) is refused"})
    outcome = carry(Errand(url, A_TEST))
    assert outcome.said == "the mail server refused the login: 535 *** with *** (***=) is refused"


def test_a_server_that_refuses_the_connection_is_told(server: MailServer) -> None:
    """Nobody listens there any more."""
    url = server.url()
    server.__exit__()
    assert mailed(url).said == "the mail server could not be reached: Connection refused"


@pytest.mark.parametrize("way", [stall, trickle])
@pytest.mark.parametrize("stage", ["greeting", "end"])
def test_a_server_that_stalls_or_trickles_is_left(server: MailServer, stage: str, way: Answer) -> None:
    """No silence and no slow stream of bytes holds us longer than the deadline, which is kept from outside."""
    server.plan({stage: way})
    outcome = carry(Errand(server.url(), A_TEST), deadline_seconds=2)
    assert (outcome.sent, outcome.reached) == (False, False)
    assert outcome.said == "it took longer than 2 s and was stopped"


def test_a_stalled_goodbye_does_not_undo_what_was_sent(server: MailServer) -> None:
    """The outcome is known before the goodbye, also when the deadline ends the child there."""
    server.plan({"quit": trickle})
    assert carry(Errand(server.url(), A_TEST), deadline_seconds=8).sent


def test_a_message_that_cannot_be_made_is_a_phrase(server: MailServer) -> None:
    """A bug in wording ends the child, not the run; its kind is told, what it quotes is not."""
    broken = Letter("run-1-mail-x", "run", "no report at all")  # type: ignore[arg-type] # wrong on purpose
    outcome = carry(Errand(server.url(), broken))
    assert outcome.said == "the message could not be made or sent, which is a bug (AttributeError)"


def test_a_subject_cannot_begin_another_header(server: MailServer) -> None:
    """Text of a page stays inside the one header it is for, encoded words included."""
    hostile = "x\r\nBcc: eve@example.org\r\n\r\n<script> =?utf-8?q?=0ABcc:_eve@example.org?="
    letter = Letter("needs-1-mail-x", "needs", None, (hostile,))
    assert mailed(server.url(), message=worded(letter)).sent
    (mail,) = server.accepted
    assert mail.message["Bcc"] is None
    assert mail.recipients == ("ana@example.org",)
    html = mail.message.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
    assert json.loads(worded(letter).json)["needs"] == [hostile]


def test_an_address_that_would_send_less_than_it_says_is_refused() -> None:
    """Encryption we cannot do, and an address that names nobody, are no routes."""
    with pytest.raises(NoRoute, match="pgp"):
        route("mailto://ana:p@example.org?pgp=encrypt")
    with pytest.raises(NoRoute, match="nobody"):
        route("mailto://ana:p@example.org?to=not-an-address")


def test_apprise_knows_where_a_providers_mail_goes() -> None:
    """Host, port and encryption of the well-known providers come from apprise."""
    way = route("mailto://ana:app-password@gmail.com")
    assert isinstance(way, MailRoute)
    assert (way.host, way.port, way.mode, way.to) == ("smtp.gmail.com", 587, "starttls", (("", "ana@gmail.com"),))
