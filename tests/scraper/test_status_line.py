"""The status line's grammar, on every form the real pages print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalise import normalise
from scraper.status import parse_status, stated_at

LINK = "See legal profile"


@pytest.mark.parametrize(
    ("line", "standing", "declarations"),
    [
        ("Status : Party", "party", None),
        ("Status : Signatory", "signatory", None),
        ("Status : Invited to accede", "invited", None),
        ("Status : Observer", "observer", None),
        ("Status : NA Declarations and reservations : N/A", "none", "N/A"),
        ("Statut : N/A Déclarations et réserves : N/A", "none", "N/A"),
        ("Statut : Partie Déclarations et réserves : articles 2,3,7 – réserves", "party", "articles 2,3,7 – réserves"),
        ("Status : Party Declarations and reservations : –", "party", "–"),
        ("Status : Party Declarations and reservations :", "party", ""),
        ("Declarations and reservations : Articles: 24, 27, 35", "unstated", "Articles: 24, 27, 35"),
        ("", "unstated", None),
        ("Status:Party", "party", None),
        ("STATUS : PARTY", "party", None),
        ("Status :", "unstated", None),
    ],
)
def test_every_printed_form_is_read(line: str, standing: str, declarations: str | None) -> None:
    """Each printed form gives its standing and its declarations, with the profile link behind it or without."""
    for text in (line, f"{line} {LINK}", f"{line} Voir le profil légal"):
        status = parse_status(text)
        assert (status.standing, status.declarations) == (standing, declarations)
        assert status.raw == normalise(text)


def test_dates_of_the_old_template() -> None:
    """Signed and ratified dates are read wherever the old template printed them."""
    status = parse_status(f"Status : Party Signed : 23/11/2001 Ratified / acceded : 15/03/2010 {LINK}")
    assert (status.signed, status.ratified, status.declarations) == (date(2001, 11, 23), date(2010, 3, 15), None)


def test_free_text_keeps_its_own_labels() -> None:
    """Declarations run to the end of the line, though they hold colons, dates, addresses and their own label."""
    free = "Reservation: Art. 9. See https://example.org/?b=1 Status : old Signed : 01/02/2003 "
    free += "Declarations and reservations:"
    status = parse_status(f"Status : Party Declarations and reservations : {free} {LINK}")
    assert (status.standing, status.signed, status.declarations) == ("party", None, free)


def test_unknown_wording_is_other_and_kept() -> None:
    """A value the grammar does not know is never squeezed into a standing it may not mean."""
    status = parse_status(f"Status : Denounced with effect from 2027 {LINK}")
    assert (status.standing, status.wording) == ("other", "Denounced with effect from 2027")
    assert parse_status("Party since 2003").standing == "other"


def test_an_impossible_date_is_no_date() -> None:
    """A date that is on no calendar stays in the raw line only."""
    status = parse_status("Status : Party Signed : 31/02/2010")
    assert status.signed is None
    assert "31/02/2010" in status.raw


def test_last_updated_is_found_in_its_languages() -> None:
    """The page's own date is read under each label it was seen with."""
    for label in ("Last updated", "Dernière mise à jour", "Última actualització", "Sist oppdatert"):
        assert stated_at(f"{label} : 24/11/2017") == date(2017, 11, 24)
    assert stated_at("Signed : 24/11/2017") is None


@given(st.text())
def test_never_raises_and_keeps_the_line(text: str) -> None:
    """Whatever is printed, the grammar answers and the raw line is kept."""
    assert parse_status(text).raw == normalise(text)
