"""Certificates of our own making, right and wrong, for servers on loopback. Needs the openssl command."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

_CONFIG = """
[ca]
default_ca = ours
[ours]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


def make_certificate(folder: Path, name: str, *, expired: bool = False) -> Path:
    """A self-signed certificate for the host `name`, key and certificate in one PEM file.

    Raises RuntimeError where there is no openssl: a test that cannot be made must fail, not pass.
    """
    if not shutil.which("openssl"):
        raise RuntimeError("The openssl command is missing; without it TLS cannot be tested (apt install openssl).")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ca.cnf").write_text(_CONFIG, "utf-8")
    (folder / "index.txt").write_text("", "utf-8")
    request = "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out request.pem".split()
    _openssl(folder, *request, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")
    end = datetime.now(UTC) + timedelta(days=-1 if expired else 1)
    dates = "-startdate", f"{end - timedelta(days=9):%Y%m%d%H%M%SZ}", "-enddate", f"{end:%Y%m%d%H%M%SZ}"
    sign = "ca -selfsign -batch -notext -config ca.cnf -keyfile key.pem -in request.pem -out certificate.pem".split()
    _openssl(folder, *sign, *dates)
    both = folder / f"{name}.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return both


def serving(certificate: Path) -> ssl.SSLContext:
    """What a server with that certificate needs."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def trusting(certificate: Path) -> ssl.SSLContext:
    """What a client needs that trusts that certificate and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certificate)
    return context


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(("openssl", *arguments), cwd=folder, check=True, capture_output=True)
