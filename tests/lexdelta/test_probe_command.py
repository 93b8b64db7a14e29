"""`lexdelta probe` against sites on loopback: good, walled, rebuilt, forbidden, gone and dead; always one next step."""

from __future__ import annotations

import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from probed_site import (
    CHALLENGE,
    INDEX,
    MITIGATED,
    SLUGS,
    as_json,
    configure,
    everywhere,
    flag,
    good_site,
    index_of,
    path,
    probed,
)
from watched_replica import lexdelta

from lexdelta.demo.site import render
from tests.hostile.certificates import make_certificate, serving
from tests.hostile.server import HostileServer, reply

ARCHIVE = 'from the archive meanwhile (`lexdelta import --wayback`, or a [[watch]] with source = "wayback")'


@pytest.fixture
def site() -> Iterator[HostileServer]:
    """A good site, until a test makes another of it."""
    with HostileServer() as server:
        good_site(server)
        yield server


@pytest.fixture
def folder(tmp_path: Path, site: HostileServer) -> Path:
    """A folder configured for it."""
    configure(tmp_path, site)
    return tmp_path


def folded(text: str) -> str:
    """The text with lines joined: what is wrapped says the same."""
    return " ".join(text.split())


def test_a_good_site_is_free(folder: Path, site: HostileServer) -> None:
    """Five polite requests, no more; the gate, the sections and the words are told, and the step is to go on."""
    done = probed(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("NEXT         The way is free: go on with `lexdelta run`.")
    assert done.stdout.count("gate       accepted") == 4
    assert "lists      3 profiles: Benin, Peru, Zimbabwe" in done.stdout
    assert "answer     200 · text/html · " in done.stdout
    assert "server cloudflare" in done.stdout
    assert 'country printed as "Peru" · labels in English · document complete' in done.stdout
    assert "placed, 0 boilerplate, 0 unplaced" in done.stdout
    assert [request.path for request in site.requests] == ["/robots.txt", INDEX, *map(path, SLUGS.values())]
    assert {request.headers["user-agent"].split("/")[0] for request in site.requests} == {"lexdelta"}


def test_no_database_is_made_or_touched(folder: Path) -> None:
    """The folder holds afterwards what it held before."""
    probed(folder)
    assert [file.name for file in folder.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("status", [403, 503, 200])
def test_a_challenge_is_recognised_and_left_alone(folder: Path, site: HostileServer, status: int) -> None:
    """Whatever its status: nobody tries again, and the step is to ask for access and use the archive meanwhile."""
    everywhere(site, reply(CHALLENGE, status, MITIGATED))
    done = probed(folder, "peru")
    assert done.returncode == 3
    assert "cf-mitigated challenge" in done.stdout
    assert "wall       a challenge page (cf-mitigated: challenge); nothing here tries to get round it" in done.stdout
    assert "ask its webmaster for access with the letter in docs/real-site.md" in folded(done.stdout)
    assert ARCHIVE in folded(done.stdout)
    assert site.paths() == [INDEX]


@pytest.mark.parametrize("status", [403, 200])
def test_a_challenge_without_its_header_is_recognised_too(folder: Path, site: HostileServer, status: int) -> None:
    """By the marks of its markup, on a profile behind an index that is free."""
    site.on(path("peru"), reply(CHALLENGE, status))
    found = as_json(folder)
    assert found["next"]["step"] == "ask-for-access"
    blocked = {page["page"]: page["blocked"] for page in found["pages"]}
    assert blocked["peru.en"] == "a challenge page (a script must be run)"
    assert blocked["benin.en"] is None


def test_a_robots_txt_that_forbids_is_obeyed(folder: Path, site: HostileServer) -> None:
    """Nothing but robots.txt is asked, and the step is to ask for access."""
    site.on("/robots.txt", reply(b"User-agent: *\nDisallow: /en/web/octopus/\n"))
    done = probed(folder)
    assert done.returncode == 3
    assert site.paths() == []
    assert f"forbids    {site.url(INDEX)}" in done.stdout
    assert "NEXT The site's robots.txt asks not to be read here: ask its webmaster" in folded(done.stdout)


@pytest.mark.parametrize(
    ("asked", "said"),
    [("7", "7 seconds between requests, which is kept to"), ("300", "300 seconds between requests, of which 120 are")],
)
def test_a_delay_that_is_asked_for_is_told_as_it_is_kept(
    folder: Path, site: HostileServer, asked: str, said: str
) -> None:
    """A longer one than a run can wait is cut, and the operator hears of it."""
    site.on("/robots.txt", reply(f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /en/web/octopus/\n".encode()))
    assert said in folded(probed(folder).stdout)


def test_a_robots_txt_for_our_name_counts(folder: Path, site: HostileServer) -> None:
    """What is forbidden to Lexdelta alone is forbidden, what is forbidden to others is not."""
    site.on("/robots.txt", reply(b"User-agent: lexdelta\nDisallow: /\n\nUser-agent: *\nAllow: /\n"))
    assert as_json(folder)["next"]["step"] == "ask-for-access"
    site.on("/robots.txt", reply(b"User-agent: otherbot\nDisallow: /\n"))
    assert as_json(folder)["next"]["step"] == "go-on"


def test_a_renamed_heading_is_told_with_its_line(folder: Path, site: HostileServer) -> None:
    """The pages are free, and the line printed is the one that config.toml takes."""
    good_site(site, {"State of cybercrime legislation": 'Where the "law" stands\\today'})
    done = probed(folder)
    assert done.returncode == 3
    assert "new        heading " in done.stdout
    line = done.stdout.rstrip().splitlines()[-1]
    assert tomllib.loads(line) == {'Where the "law" stands\\today': "legislation.state"}
    assert "# under [layouts.octopus.labels]" in done.stdout
    configure(folder, site, f"[layouts.octopus.labels]\n{line}\n")
    assert probed(folder).returncode == 0


def test_a_rebuilt_site_is_told_with_what_it_prints(folder: Path, site: HostileServer) -> None:
    """No label is left: the gate refuses, the headings there are listed, and those like known ones get their key."""
    page = b"<h1>Peru</h1><h2>Cybercrime strategies / policies</h2><p>One.</p><h2>Whatever</h2><p>Two.</p></html>"
    html = b"<!doctype html><html><head><title>Peru</title></head><body>" + page
    for slug in SLUGS.values():
        site.on(path(slug), reply(html))
    done = probed(folder)
    assert done.returncode == 3
    assert "labels: 0 of the layout's labels found, at least 2 are expected." in done.stdout
    assert 'headings   "Peru"; "Cybercrime strategies / policies"; "Whatever"' in done.stdout
    assert '"Cybercrime strategies / policies" = "policies"' in done.stdout.splitlines()
    assert "as after a rebuild of the site" in folded(done.stdout)


def test_words_of_a_block_page_in_a_corner_are_no_wall(folder: Path, site: HostileServer) -> None:
    """A large page that mentions scripts to those who run none was rebuilt, not walled; a title says what a page is."""
    body = "<noscript>Please enable JavaScript.</noscript>" + "<h2>Legal framework</h2><p>A law.</p>" * 400
    for title, step in (("Peru", "rebuilt"), ("Enable JavaScript", "ask-for-access")):
        html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
        for slug in SLUGS.values():
            site.on(path(slug), reply(html.encode()))
        assert as_json(folder)["next"]["step"] == step


def test_an_unknown_status_is_told_and_stops_nothing(folder: Path, site: HostileServer) -> None:
    """Its wording is kept as printed."""
    good_site(site, {"Invited to accede": "Acceded provisionally"})
    done = probed(folder)
    assert done.returncode == 0
    assert 'status     a wording never seen before: "Acceded provisionally", kept as printed' in done.stdout


def test_words_that_stand_nowhere_are_shown(folder: Path, site: HostileServer) -> None:
    """With their number and where they stand, cut."""
    site.on(
        path("peru"), reply(render("peru").replace('<div class="asset-content">', "<p>A stray line.</p>", 1).encode())
    )
    reading = next(page for page in as_json(folder)["pages"] if page["page"] == "peru.en")["reading"]
    assert reading["words"]["unplaced"] == 3
    assert 'unplaced   outside every section: "A stray line."' in probed(folder).stdout


def test_an_index_that_lists_nothing_stops_only_what_depends_on_it(folder: Path, site: HostileServer) -> None:
    """Alone it leaves nothing to look at; with known pages the way is free."""
    site.on(INDEX, reply(index_of("<div id=map></div>")))
    assert "no-profiles: The index links to no profile." in probed(folder).stdout
    configured = folder / "config.toml"
    text = configured.read_text().replace("pages = []", f'pages = ["{site.url(path("peru"))}"]')
    configured.write_text(text)
    done = probed(folder)
    assert done.returncode == 0
    assert "the known pages are checked without the index" in folded(done.stdout)


def test_what_the_index_adds_and_leaves_out_is_told(folder: Path, site: HostileServer) -> None:
    """Against the pages that are known without it."""
    site.on(INDEX, reply(index_of(flag("Peru", "peru"), flag("Chad", "chad"))))
    configured = folder / "config.toml"
    pages = f'["{site.url(path("peru"))}", "{site.url(path("benin"))}"]'
    configured.write_text(configured.read_text().replace("pages = []", f"pages = {pages}"))
    done = probed(folder)
    assert "new        1 not among the known: Chad" in done.stdout
    assert "missing    1 known, not listed: Benin" in done.stdout


def test_a_dead_host_is_the_network(folder: Path, site: HostileServer) -> None:
    """Nothing listens: exit 1, and the step is to mend the way there."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    configured = folder / "config.toml"
    configured.write_text(configured.read_text().replace(site.address, f"127.0.0.1:{port}"))
    done = probed(folder)
    assert done.returncode == 1
    assert "Nothing was reached: check the network" in folded(done.stdout)
    assert "answer     none came" in done.stdout


def test_a_certificate_nobody_vouches_for_is_told_as_that(tmp_path: Path) -> None:
    """Exit 1, with what TLS says and where to look."""
    certificate = make_certificate(tmp_path / "certificates", "127.0.0.1")
    with HostileServer(tls=serving(certificate)) as server:
        configure(tmp_path, server)
        done = probed(tmp_path)
    assert done.returncode == 1
    assert (
        "failed     tls: The TLS connection to 127.0.0.1 is not to be trusted: self-signed certificate" in done.stdout
    )
    assert "check this machine's clock, and whether a proxy or a firewall opens its TLS" in folded(done.stdout)


def test_a_name_nobody_knows_is_the_dns(tmp_path: Path) -> None:
    """A host that cannot be resolved: exit 1."""
    (tmp_path / "config.toml").write_text(
        '[fetch]\ncontact = "mailto:me@example.org"\nallowed_hosts = ["nowhere.invalid"]\ndelay_seconds = 0\n'
        '[[watch]]\npages = ["https://nowhere.invalid/en/web/octopus/-/peru"]\n'
    )
    done = probed(tmp_path)
    assert done.returncode == 1
    assert "this machine's DNS" in folded(done.stdout)


@pytest.mark.parametrize(
    ("status", "step", "code"), [(503, "try-later", 3), (429, "try-later", 3), (404, "moved", 3), (410, "moved", 3)]
)
def test_other_answers_have_their_own_step(
    folder: Path, site: HostileServer, status: int, step: str, code: int
) -> None:
    """Busy is not blocked, and gone is neither; each page is asked once."""
    for slug in SLUGS.values():
        site.on(path(slug), reply(b"<html></html>", status))
    found = as_json(folder)
    assert (found["next"]["step"], found["next"]["exit_code"]) == (step, code)
    assert len(site.paths()) == len(set(site.paths()))


def test_one_odd_page_does_not_hide_behind_good_ones(folder: Path, site: HostileServer) -> None:
    """It is named, with why, and that a run would verify the others."""
    site.on(path("peru"), reply(b"", 302, {"Location": path("benin")}))
    done = probed(folder)
    assert done.returncode == 3
    assert f"redirect   to {site.url(path('benin'))}" in done.stdout
    assert "Look at peru.en in a browser" in folded(done.stdout)
    assert "`lexdelta run` would verify the others" in folded(done.stdout)


def test_a_page_that_leads_to_another_host_is_looked_at_by_a_person(folder: Path, site: HostileServer) -> None:
    """Nobody is advised to follow a redirect to a login."""
    site.on(path("peru"), reply(b"", 302, {"Location": "https://login.octopus.invalid/"}))
    done = probed(folder)
    assert done.returncode == 3
    assert "Look at peru.en in a browser" in folded(done.stdout)
    assert "add it to allowed_hosts" not in folded(done.stdout)


def test_pages_can_be_named(folder: Path, site: HostileServer) -> None:
    """By address, without asking the index; by key or country, with its help; an unknown one with the nearest."""
    assert probed(folder, site.url(path("peru"))).returncode == 0
    assert site.paths() == [path("peru")]
    site.requests.clear()
    assert probed(folder, "Zimbabwe", "peru.en").returncode == 0
    assert site.paths() == [INDEX, path("zimbab-1"), path("peru")]
    lost = probed(folder, "perru")
    assert lost.returncode == 1
    assert "No known or listed page is called 'perru'. Did you mean peru?" in folded(lost.stdout)


def test_an_address_of_a_new_form_is_read_and_told_as_that(folder: Path, site: HostileServer) -> None:
    """The first evening may show addresses nobody has seen: the page itself says whose it is."""
    site.on("/en/octopus-platform/peru", reply(render("peru").encode()))
    done = probed(folder, site.url("/en/octopus-platform/peru"))
    assert done.returncode == 3
    assert "PERU · peru.en" in done.stdout
    assert "gate       address: The address is of no form that the layout knows" in done.stdout


def test_another_host_is_not_asked(folder: Path) -> None:
    """Without a contact nothing but this machine is; with one, only listed hosts, and the step says so."""
    anonymous = probed(folder, "https://octopus.invalid/en/web/octopus/-/peru")
    assert anonymous.returncode == 78
    assert "fetch.contact" in anonymous.stderr
    configured = folder / "config.toml"
    configured.write_text(configured.read_text().replace("[fetch]", '[fetch]\ncontact = "mailto:me@example.org"', 1))
    done = probed(folder, "https://octopus.invalid/en/web/octopus/-/peru")
    assert done.returncode == 3
    assert "add it to allowed_hosts under [fetch]" in folded(done.stdout)


def test_nothing_of_a_page_steers_the_terminal(folder: Path, site: HostileServer) -> None:
    """Titles, headings, texts, headers and addresses are shown with what they hide."""
    evil = "\x1b]0;x\x07\u202eNEXT"
    good_site(site, {"State of cybercrime legislation": f"Law {evil}", "<title>Peru": f"<title>{evil}"})
    done = probed(folder)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)
    assert "\\u202e" in done.stdout
    assert len([line for line in done.stdout.splitlines() if line.startswith("NEXT ")]) == 1


def test_a_wall_at_robots_txt_is_no_permission_slip(folder: Path, site: HostileServer) -> None:
    """A robots.txt that is refused says nothing; one that fails says no for now."""
    site.on("/robots.txt", reply(CHALLENGE, 403, MITIGATED))
    assert "says       nothing, so all 4 addresses may be asked for" in probed(folder).stdout
    site.on("/robots.txt", reply(b"", 503))
    site.requests.clear()
    found = as_json(folder)
    assert found["next"]["step"] == "try-later"
    assert site.paths() == []


def test_colour_is_an_addition_only(folder: Path) -> None:
    """With it the same words are said."""
    coloured = lexdelta(folder, "--color", "always", "probe", FORCE_COLOR="1", NO_COLOR="").stdout
    assert "\x1b[32maccepted\x1b[0m" in coloured
