"""A message by mail: both parts, and the same Message-ID at every attempt."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from lexdelta.notify.letter import Message
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.routes import MailRoute

PATIENCE_SECONDS = 10.0
"""How long one answer of the server may take; whoever starts us bounds the whole."""
_OURS = frozenset(("subject", "from", "to", "cc", "bcc", "reply-to", "date", "message-id", "mime-version"))
_LONGEST_ANSWER = 160


def mail_of(message: Message, route: MailRoute, at: datetime) -> EmailMessage:
    """The mail: text first, HTML as its alternative. Its Message-ID comes from the message's id alone.

    Raises ValueError, IndexError or MessageError for addresses and headers that no mail can carry.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = message.subject
    mail["From"] = _address(route.sender)
    mail["To"] = [_address(each) for each in route.to]
    for name, people in (("Cc", route.cc), ("Reply-To", route.reply_to)):
        if people:
            mail[name] = [_address(each) for each in people]
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message.id}.lexdelta@{_domain(route)}>"
    mail["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday answers it
    mail["X-Lexdelta-Delivery"] = message.id
    for name, value in route.headers:
        if name.lower() not in _OURS:
            mail[name] = value
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def send_mail(message: Message, route: MailRoute, had: Sequence[str], told: Callable[[Outcome], None]) -> None:
    """Send it to all who do not have it yet (`had`: digests of those who do); `told` hears what became of it."""
    people = {address: _digest(message.id, address) for _, address in (*route.to, *route.cc, *route.bcc)}
    missing = [address for address, digest in people.items() if digest not in had]
    if not missing:
        told(Outcome(True, "every recipient has it already", accepted=tuple(had)))
        return
    try:
        body = mail_of(message, route, datetime.now(UTC)).as_bytes()
    except (ValueError, IndexError, MessageError):
        told(Outcome(False, "the address or a header in it cannot stand in a mail"))
        return
    try:
        server = _connected(route)
        try:
            refused = server.sendmail(route.sender[1], missing, body)
            told(_judged(refused, people, missing, had))
        finally:
            _leave(server)
    except smtplib.SMTPException as error:
        told(_refusal(error, had))
    except OSError as error:
        told(_silence(error, had))


def _connected(route: MailRoute) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if not route.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if route.mode == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(route.host, route.port, timeout=PATIENCE_SECONDS, context=context)
    else:
        server = smtplib.SMTP(route.host, route.port, timeout=PATIENCE_SECONDS)
    try:
        if route.mode == "starttls":
            server.starttls(context=context)
        if route.user and route.password:
            server.login(route.user, route.password)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _leave(server: smtplib.SMTP) -> None:
    """Whatever the server makes of our goodbye, the message is where it is."""
    with suppress(smtplib.SMTPException, OSError):
        if server.sock is not None:
            server.sock.settimeout(2.0)
            server.quit()
    server.close()


def _judged(
    refused: dict[str, tuple[int, bytes]], people: dict[str, str], asked: Sequence[str], had: Sequence[str]
) -> Outcome:
    accepted = (*had, *(people[address] for address in asked if address not in refused))
    if not refused:
        return Outcome(True, f"the mail server took it for {_recipients(len(asked))}", accepted=accepted)
    why = _answer(*next(iter(refused.values())))
    said = f"the mail server refused {len(refused)} of {_recipients(len(people))}: {why}"
    return Outcome(False, said, accepted=accepted)


def _refusal(error: smtplib.SMTPException, had: Sequence[str]) -> Outcome:
    kept = tuple(had)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        why = _answer(*next(iter(error.recipients.values())))
        return Outcome(False, f"the mail server refused {_recipients(len(error.recipients))}: {why}", accepted=kept)
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        why = _answer(error.smtp_code, raw if isinstance(raw, bytes) else str(raw).encode())
        return Outcome(False, f"{_STAGES.get(type(error), 'the mail server answered')} {why}", accepted=kept)
    if isinstance(error, smtplib.SMTPServerDisconnected) and "timed out" in str(error):  # all smtplib leaves of it
        return _silence(TimeoutError(), had)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Outcome(False, "the mail server closed the connection", reached=False, accepted=kept)
    return Outcome(False, f"the mail server cannot do what is needed: {str(error)[:_LONGEST_ANSWER]}", accepted=kept)


def _silence(error: OSError, had: Sequence[str]) -> Outcome:
    """An SMTPException is an OSError too, and was told before."""
    if isinstance(error, ssl.SSLCertVerificationError):
        said = f"the mail server's certificate is not to be trusted: {error.verify_message}"
    elif isinstance(error, TimeoutError):
        said = f"the mail server did not answer within {PATIENCE_SECONDS:g} s"
    else:
        said = f"the mail server could not be reached: {error.strerror or type(error).__name__}"
    return Outcome(False, said, reached=False, accepted=tuple(had))


_STAGES: dict[type[smtplib.SMTPException], str] = {
    smtplib.SMTPAuthenticationError: "the mail server refused the login:",
    smtplib.SMTPConnectError: "the mail server greeted with",
    smtplib.SMTPHeloError: "the mail server refused the greeting:",
    smtplib.SMTPSenderRefused: "the mail server refused the sender:",
    smtplib.SMTPDataError: "the mail server refused the message:",
}


def _answer(code: int, text: bytes) -> str:
    return f"{code} {text.decode('utf-8', 'replace')[:_LONGEST_ANSWER]}".strip()


def _recipients(number: int) -> str:
    return f"{number} recipient{'' if number == 1 else 's'}"


def _address(person: tuple[str, str]) -> Address:
    return Address(display_name=person[0], addr_spec=person[1])


def _domain(route: MailRoute) -> str:
    return route.sender[1].rpartition("@")[2]


def _digest(delivery: str, address: str) -> str:
    return hashlib.sha256(f"{delivery}\n{address}".encode()).hexdigest()[:16]
