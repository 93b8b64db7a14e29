"""Text made safe for one output, a function per output; every text of a page passes through one of them.

All are pure, never raise, and take any string, lone surrogates included. `visible` comes first everywhere: nothing a
reader cannot see may steer a terminal, a parser or the order of the letters. None of them cuts text, except those
whose output has a length of its own (`csv_text`, `mail_subject`).
"""

from __future__ import annotations

import html as stdlib_html
import re
from collections.abc import Collection
from urllib.parse import urlsplit

_HIDDEN = re.compile(
    "["
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # C0 without tab and newline, DEL, C1
    "\\u00ad\\u034f\\u061c\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u206f\\ufeff"  # zero width, joiners, byte order mark
    "\\u2028-\\u202e"  # line and paragraph separators, bidi embeddings and overrides
    "\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0"  # letters that print as nothing
    "\\ufe00-\\ufe0f\\U000e0000-\\U000e0fff"  # variation selectors, tags: text smuggled inside other text
    "\\ud800-\\udfff\\ufff0-\\ufffb\\ufffe\\uffff"  # surrogates, interlinear marks, not characters
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"  # shorthand and musical format controls
    "]"
)
_BREAKS = re.compile("[ \\t\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029]+")
_LINE_ENDS = re.compile("\\r\\n|[\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029]")
_MD_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~#$])")
_MD_START = re.compile(r"^(?:([+=-])|(\d+)([.)]))")
_FORMULA = re.compile("(^|[;\\n\\t])([ \\u00a0\\u3000'\"]*)(?=[=+\\-@%|\\uff1d\\uff0b\\uff0d\\uff20\\uff05\\uff5c\\t])")
_LIVE_PATH = re.compile(r"(?:[/?#][!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*)?")


def visible(text: str) -> str:
    """Text in which every character can be seen: hidden ones become `\\u202e` or `\\U000e0041`.

    Hidden are control characters except newline and tab, zero-width and bidirectional marks, byte order marks,
    surrogates, variation selectors and tags. Also what to hand to a writer that escapes by itself (feedgen,
    ElementTree, Jinja2): nothing is left that XML forbids.

    >>> visible("law\\x1b[2J\\u202e")
    'law\\\\u001b[2J\\\\u202e'
    """
    return _HIDDEN.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def folded(text: str) -> str:
    """Visible text on one line: line breaks and runs of blanks are one space each, so no text can forge a line."""
    return visible(_BREAKS.sub(" ", text))


def line(text: str) -> str:
    """As `folded`, without a blank at either end."""
    return folded(text).strip(" ")


def term(text: str) -> str:
    """Text for a terminal or a log: as `visible`; newlines and tabs stay. For a single line use `line`."""
    return visible(text)


def html(text: str) -> str:
    """Text for the content of an HTML element; also safe inside a double- or single-quoted attribute."""
    return stdlib_html.escape(visible(text), quote=True)


def attr(text: str) -> str:
    """Text for a quoted HTML attribute: as `html`, with line breaks, tabs, backticks and equals signs as references."""
    return re.sub("[\n\t`=]", lambda found: f"&#{ord(found[0])};", html(text))


def md(text: str) -> str:
    """Text inside one line of Markdown (GFM): shown as it is; starts neither markup, HTML, a table cell nor a link."""
    escaped = _MD_ANYWHERE.sub(r"\\\1", line(text))
    escaped = _MD_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped)
    return escaped.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")


def chat(text: str) -> str:
    """Text inside one line of a chat's Markdown: as `md`, and calls nobody: a zero-width space follows every `@`."""
    return md(text).replace("@", "@\u200b")


def md_fence(text: str, info: str = "") -> str:
    """Text as a fenced Markdown code block whose fence is longer than any run of backticks inside.

    `info` is our own word for the kind of code ("diff"), never a text of a page.
    """
    shown = visible(text)
    fence = "`" * max(3, _longest_run(shown) + 1)
    return f"{fence}{info}\n{shown}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)


def csv_cell(text: str) -> str:
    """Text for a CSV or spreadsheet cell that no spreadsheet takes for a formula: a `'` stands before it.

    Also guarded are the places where a spreadsheet with another separator would start a cell (after `;`, a tab or a
    newline). Quoting stays the writer's work.

    >>> csv_cell("=HYPERLINK(A1)")
    "'=HYPERLINK(A1)"
    """
    return _FORMULA.sub(r"\1'\2", visible(text))


def csv_text(text: str, most: int) -> str:
    """Text as one line of a cell, its own line breaks shown as ` ¶ `; at most `most` characters, the rest counted.

    Quoted line breaks are good CSV, but too many programs read a record a line. `csv_cell` comes after it.
    """
    shown = " ¶ ".join(filter(None, map(line, _LINE_ENDS.split(text))))
    return shown if len(shown) <= most else f"{shown[:most]} … ({len(shown) - most:,} more characters)"


def mail_subject(text: str, most: int = 180) -> str:
    """Text for a mail subject: one line without control characters, at most `most` characters, cut with an ellipsis.

    Encoded words (`=?utf-8?q?...?=`) are broken up: Python's EmailMessage decodes them when the subject is set, and one
    that holds a newline then begins a header of its own.
    """
    shown = line(text).replace("=?", "= ?")
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"


def toml(text: str) -> str:
    """Text as a TOML string that reads back as the very text; hidden characters are escapes, for a terminal's sake.

    A lone surrogate, which TOML cannot spell, becomes U+FFFD.

    >>> toml('a "b"\x1b')
    '"a \\\\"b\\\\"\\\\u001b"'
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    quoted = whole.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{visible(quoted)}"'


def live(url: str, hosts: Collection[str]) -> str | None:
    """The address if it may become a link: http or https, exactly one of `hosts`, plain ASCII; None otherwise.

    Addresses that two parsers could read differently (a user name, a backslash, a space) are never live.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    scheme, host = parts.scheme, parts.netloc
    rest = url[len(scheme) + len("://") + len(host) :]
    exact = url.startswith(f"{scheme}://{host}") and scheme in ("http", "https") and host in hosts
    return url if exact and _LIVE_PATH.fullmatch(rest) else None
