# SPDX-License-Identifier: Apache-2.0
"""PDFs for tests, made on the spot: reports of a few sentences each."""
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "extract"))

from rawpdf import Pdf, text_page  # noqa: E402

SENTENCES = (
    "Nous avons réduit nos émissions de gaz à effet de serre de douze pour",
    "cent en un an grâce à l'électricité d'origine renouvelable.",
    "",
    "Nos salariés suivent chaque année une formation à la santé et à la",
    "sécurité au travail, et leur dialogue social est de qualité.",
    "",
    "La société a été fondée en Bretagne par deux frères qui aimaient la mer.")


def report(name="1"):
    """A report whose bytes are its own: its first line tells which."""
    pdf = Pdf()
    font = pdf.font()
    text_page(pdf, font, [f"Rapport de durabilité numéro {name}.", "",
                          *SENTENCES])
    return pdf.bytes()


def blank():
    """A PDF without any text."""
    pdf = Pdf()
    text_page(pdf, pdf.font(), [])
    return pdf.bytes()


def broken():
    """What begins as a PDF does, and is none."""
    return b"%PDF-1.7\n" + b"nothing of a PDF follows\n" * 40
