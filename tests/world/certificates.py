# SPDX-License-Identifier: Apache-2.0
"""Certificates made on the fly with the program openssl: a good one, and
those that nobody should accept."""
import ssl
import subprocess
from pathlib import Path

GOOD_NAMES = "IP:127.0.0.1,IP:127.0.0.2,DNS:localhost"
# Names, first and last day; a kind without an issuer signs itself.
KINDS = {"good": (GOOD_NAMES, "20200101000000Z", "20991231000000Z", True),
         "expired": (GOOD_NAMES, "20200101000000Z", "20200201000000Z", True),
         "not_yet": (GOOD_NAMES, "20980101000000Z", "20991231000000Z", True),
         "wrong_host": ("DNS:ailleurs.invalid", "20200101000000Z",
                        "20991231000000Z", True),
         "self_signed": (GOOD_NAMES, "20200101000000Z", "20991231000000Z",
                         False)}
SETTINGS = """\
[ca]
default_ca = world
[world]
new_certs_dir = .
database = index
serial = serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
CN = Monde de test
[authority]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[service]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
"""


def openssl(folder, *words):
    subprocess.run(["openssl", *words], cwd=folder, check=True,
                   stdin=subprocess.DEVNULL, capture_output=True)


def request_for(folder, name):
    openssl(folder, "req", "-new", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:prime256v1", "-nodes", "-config", "settings",
            "-keyout", name + ".key", "-out", name + ".csr")


def signed(folder, name, section, extra, first, last, own=False):
    (folder / (name + ".ext")).write_text(
        SETTINGS + f"[{section}_{name}]\n"
        + SETTINGS.split(f"[{section}]\n")[1].split("[")[0] + extra)
    by = ["-selfsign", "-keyfile", name + ".key"] if own else [
        "-cert", "ca.pem", "-keyfile", "ca.key"]
    openssl(folder, "ca", "-batch", "-notext", "-config", name + ".ext", *by,
            "-extensions", f"{section}_{name}", "-in", name + ".csr", "-out",
            name + ".pem", "-startdate", first, "-enddate", last)


def authority(folder):
    """Fills the folder: ca.pem, and a key and a certificate of each kind."""
    folder = Path(folder)
    (folder / "settings").write_text(SETTINGS)
    (folder / "index").write_text("")
    (folder / "serial").write_text("1000\n")
    request_for(folder, "ca")
    signed(folder, "ca", "authority", "", "20200101000000Z",
           "20991231000000Z", own=True)
    for name, (names, first, last, issued) in KINDS.items():
        request_for(folder, name)
        signed(folder, name, "service", f"subjectAltName = {names}\n", first,
               last, own=not issued)


def context(folder, kind):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(Path(folder) / (kind + ".pem"),
                        Path(folder) / (kind + ".key"))
    return tls
