"""A first look at a site as values for JSON: stable keys, texts as they came; what shows them must escape them."""

from __future__ import annotations

from collections.abc import Sequence

from lexdelta.probe.probed import Listing, Probe, RobotsSaid, Seen
from lexdelta.render.json import heading_json
from lexdelta.render.profile import profile_json
from lexdelta.report import SCHEMA_VERSION
from scraper.answer import Exchange
from scraper.examined import Examined
from scraper.gate import Reason


def probe_json(probe: Probe) -> dict[str, object]:
    """The look as values. Keys: schema_version, at, user_agent, requests, robots [{url, status, allowed, forbidden,
    delay_seconds}], pages [as `seen_json`], new_headings [as in a report], next {step, sentence, lines, exit_code}."""
    advice = probe.advice
    return {
        "schema_version": SCHEMA_VERSION,
        "at": probe.at,
        "user_agent": probe.user_agent,
        "requests": len(probe.exchanges),
        "robots": [_robots(said) for said in probe.robots],
        "pages": [seen_json(seen) for seen in probe.seen],
        "new_headings": [heading_json(heading) for heading in probe.headings],
        "next": {
            "step": advice.step,
            "sentence": advice.sentence,
            "lines": list(advice.lines),
            "exit_code": advice.exit_code,
        },
    }


def seen_json(seen: Seen) -> dict[str, object]:
    """One page: page, kind, layout, url, archived_at (when an archive's capture was taken, null for the site's own
    answer), answers [{url, status, type, bytes, fault, server, cf_mitigated}], failure, blocked, gate {accepted,
    reasons}, listing, document {title, complete, headings} and reading (as `lexdelta read` prints it; null where
    nothing could be read)."""
    examined = seen.examined
    return {
        "page": seen.page.key or None,
        "kind": seen.page.kind,
        "layout": seen.target.layout.name,
        "url": seen.page.url or None,
        "archived_at": seen.capture.at if seen.capture and seen.capture.source == "wayback" else None,
        "answers": _answers(seen.exchanges),
        "failure": _reason(seen.failure) if seen.failure else None,
        "blocked": seen.blocked or None,
        "gate": {"accepted": seen.accepted, "reasons": [_reason(reason) for reason in seen.reasons]},
        "listing": _listing(seen.listing) if seen.listing else None,
        "document": _document(examined) if examined else None,
        "reading": profile_json(examined.profile) if examined and not seen.is_index else None,
    }


def _document(examined: Examined) -> dict[str, object]:
    return {"title": examined.title, "complete": examined.ends, "headings": list(examined.headings)}


def _robots(said: RobotsSaid) -> dict[str, object]:
    return {
        "url": f"{said.site}/robots.txt",
        "status": said.exchange.status if said.exchange else None,
        "allowed": list(said.allowed),
        "forbidden": list(said.forbidden),
        "delay_seconds": said.delay_seconds,
    }


def _answers(exchanges: Sequence[Exchange]) -> list[dict[str, object]]:
    return [
        {
            "url": exchange.url,
            "status": exchange.status,
            "type": exchange.header("content-type"),
            "bytes": len(exchange.body),
            "fault": exchange.fault or None,
            "server": exchange.header("server"),
            "cf_mitigated": exchange.header("cf-mitigated"),
        }
        for exchange in exchanges
    ]


def _reason(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, "detail": reason.detail}


def _listing(listing: Listing) -> dict[str, object]:
    named = {"new": list(listing.new), "missing": list(listing.missing)}
    return {"profiles": listing.profiles, **named, "more_pages": listing.more}
