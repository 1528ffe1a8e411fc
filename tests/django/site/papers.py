# SPDX-License-Identifier: Apache-2.0
"""Documents for uploads, small ones made here."""
import sys
import textwrap
from functools import cache

from running import ROOT

sys.path.insert(0, str(ROOT / "tests/extract"))
import prose  # noqa: E402
import rawpdf  # noqa: E402

LINES = 55
CLIMATE = "Nous avons réduit nos émissions de gaz à effet de serre de 12 %."


SLOW = "Ici la lecture prend son temps."
WAIT = "Ici la lecture attend un signe."


@cache
def report(seed: int, sentences: int = 30) -> bytes:
    """Pages of French prose, always the same for a seed; the first sentence
    is CLIMATE."""
    return _paper([CLIMATE, *prose.sentences(seed, sentences - 1)])


def held(seed: int) -> bytes:
    """What slow.py holds up: sentences are classified 256 at a time, and it
    waits among the next ones."""
    text = prose.sentences(seed, 600)
    text[100], text[400] = SLOW, WAIT
    return _paper(text)


def _paper(sentences: list[str]) -> bytes:
    pdf = rawpdf.Pdf()
    font = pdf.font()
    lines = textwrap.wrap(" ".join(sentences), 80)
    for first in range(0, len(lines), LINES):
        rawpdf.text_page(pdf, font, lines[first:first + LINES])
    return pdf.bytes()


def heavy(seed: int, megabytes: int) -> bytes:
    """A report that holds so much more, which nobody reads."""
    return report(seed) + b"\n%" + b"x" * (megabytes << 20)


def scan() -> bytes:
    """A page that is a picture, two pixels wide."""
    pdf = rawpdf.Pdf()
    image = pdf.stream(b"\x00\xff\xff\x00", "/Type /XObject /Subtype /Image "
                       "/Width 2 /Height 2 /ColorSpace /DeviceGray "
                       "/BitsPerComponent 8")
    content = pdf.stream("q 595 0 0 842 0 0 cm /I Do Q")
    pdf.page(content, f"/XObject << /I {image} 0 R >>")
    return pdf.bytes()


BROKEN = b"%PDF-1.7\nnothing that anybody could read\n%%EOF\n"
NO_PDF = b"GIF89a and what follows"
VIRUS = b"%PDF-1.7\nEICAR, as scanners call it\n"
