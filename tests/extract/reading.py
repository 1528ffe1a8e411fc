# SPDX-License-Identifier: Apache-2.0
"""The program under test, and two other engines, as lists of words."""
import json
import os
import re
import subprocess
import unicodedata
from collections import Counter

PROGRAM = os.environ.get("PRSE_PROGRAM", "")


def pdfium_library():
    """That of pypdfium2, if it is there."""
    try:
        import pypdfium2_raw
    except ImportError:
        return None
    path = os.path.join(os.path.dirname(pypdfium2_raw.__file__),
                        "libpdfium.so")
    return path if os.path.exists(path) else None


def ask(path, *options):
    return subprocess.run(
        [PROGRAM, "text", "--format", "json", "--lang", "en", *options,
         str(path)], capture_output=True, text=True, timeout=120)


def pages(path, *options):
    done = ask(path, *options)
    assert done.returncode == 0, (path, done.stderr)
    return json.loads(done.stdout)


def text_of(answer):
    return " ".join(w["text"] for p in answer["pages"] for w in p["words"])


def tokens(text):
    """Letters and digits, however an engine writes them."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))


def recall(found, wanted):
    """The share of what was wanted that was found."""
    total = sum(wanted.values())
    return sum((found & wanted).values()) / total if total else 1.0


def mupdf(path):
    import pymupdf
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def pdfium(path):
    import pypdfium2
    document = pypdfium2.PdfDocument(path)
    out = []
    for page in document:
        text = page.get_textpage()
        out.append(text.get_text_range().replace("\x02", "-\n").replace(
            "\ufffe", "-\n"))
        text.close()
        page.close()
    document.close()
    return "\n".join(out)
