"""A webhook over a real connection: JSON, one key for every attempt, and only 2xx means that it arrived."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from told import A_TEST

from lexdelta.notify.carrying import carry
from lexdelta.notify.letter import Errand, worded
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.routes import NoRoute, WebRoute, route
from lexdelta.notify.webhook import send_webhook
from tests.hostile.hook import Answer, Hook, busy, drop, redirect, stall, trickle


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A webhook that takes everything unless told otherwise."""
    with Hook() as running:
        yield running


def posted(url: str) -> Outcome:
    """What became of a test posted to that address."""
    way = route(url)
    assert isinstance(way, WebRoute)
    return send_webhook(worded(A_TEST), way)


def test_the_body_is_json_and_the_key_is_the_deliverys(hook: Hook) -> None:
    """What the address adds to path, query and headers arrives too, and a login goes as Basic."""
    assert posted(hook.url.replace("://", "://ana:pass@") + "?+X-Room=law&-a=1").sent
    (post,) = hook.posts
    assert post.path == "/hook?a=1"
    assert post.json == {"schema_version": 1, "delivery": A_TEST.id, "kind": "test", "needs": ["This is a test."]}
    expected = {"idempotency-key": A_TEST.id, "x-room": "law", "authorization": "Basic YW5hOnBhc3M="}
    assert expected.items() <= dict(post.headers).items()


@pytest.mark.parametrize(
    ("answer", "said", "reached", "wait"),
    [
        (500, "answered 500", True, 0),
        (404, "answered 404", True, 0),
        (busy, "answered 429", True, 14400),
        (redirect, "answered 302, a redirect, which is not followed", True, 0),
        (drop, "closed the connection", False, 0),
    ],
)
def test_anything_but_success_is_told(hook: Hook, answer: Answer, said: str, reached: bool, wait: float) -> None:
    """A status is quoted, a redirect is not followed, and a request to wait is heard."""
    hook.plan(answer)
    outcome = posted(hook.url)
    assert (outcome.sent, outcome.reached, outcome.wait_seconds) == (False, reached, wait)
    assert said in outcome.said
    assert len(hook.posts) == 1


def test_a_repeat_carries_the_same_key(hook: Hook) -> None:
    """Whoever received it before answering badly can tell that it is the same."""
    hook.plan(500, drop, 200)
    assert [posted(hook.url).sent for _ in range(3)] == [False, False, True]
    assert {post.headers["idempotency-key"] for post in hook.posts} == {A_TEST.id}


@pytest.mark.parametrize("answer", [stall, trickle])
def test_a_webhook_that_stalls_or_trickles_is_left(hook: Hook, answer: Answer) -> None:
    """The deadline is kept from outside."""
    hook.plan(answer)
    outcome = carry(Errand(hook.url, A_TEST), deadline_seconds=2)
    assert outcome == Outcome(False, "it took longer than 2 s and was stopped", reached=False)


def test_a_method_that_carries_no_body_is_refused() -> None:
    """A report sent by GET would arrive nowhere."""
    with pytest.raises(NoRoute, match="POST"):
        route("json://example.org/hook?method=GET")


def test_other_services_are_told_by_apprise(hook: Hook) -> None:
    """Markdown in which nothing of a page calls everybody, the delivery's name in its last line."""
    letter = worded(A_TEST)
    address = f"mmost://127.0.0.1:{hook.port}/3ccdd113474722377935511fc85d3dd4"
    assert carry(Errand(address, A_TEST)) == Outcome(True, "the service took it")
    (post,) = hook.posts
    assert post.json["text"] == f"Lexdelta: a test\r\n{letter.markdown}"
    hook.plan(500)
    outcome = carry(Errand(address, A_TEST))
    assert not outcome.sent
    assert "500" in outcome.said
    assert "3ccdd" not in outcome.said
