# SPDX-License-Identifier: Apache-2.0
"""Documents for the tests, made on the spot by what companies use: LibreOffice,
LaTeX, Chromium, scanners, qpdf."""
import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import prose
from rawpdf import Pdf, picture_pages, text_page

PASSWORD = "ouvre-toi"


def run(*command, **how):
    subprocess.run(command, check=True, timeout=240,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)


def web_page(seed, chapters, style="", paragraphs=6):
    out = ["<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'>"
           f"<style>{style}</style></head><body>"]
    for n in range(chapters):
        out.append(f"<h1>{n + 1}. Chapitre consacré à la durabilité</h1>")
        out += [f"<p>{html.escape(p)}</p>"
                for p in prose.paragraphs(seed * 100 + n, paragraphs)]
        out.append("<table border='1' cellpadding='4'>")
        out += ["<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>"
                for row in prose.table(seed * 100 + n, 8)]
        out.append("</table><ul>")
        out += [f"<li>{html.escape(s)}</li>"
                for s in prose.sentences(seed * 100 + n + 50, 5)]
        out.append("</ul>")
    return "\n".join(out) + "</body></html>"


def words_of(page):
    """What a reader sees of a web page."""
    body = re.sub(r"<style>.*?</style>", " ", page, flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", " ", body))


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:styles><style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.3cm"
 fo:hyphenation-ladder-count="no-limit"/>
<style:text-properties fo:font-size="10pt" fo:font-family="DejaVu Serif"
 fo:language="fr" fo:country="FR"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="L">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2cm"><style:columns fo:column-count="{columns}"
 fo:column-gap="0.8cm"/></style:page-layout-properties><style:header-style>
<style:header-footer-properties fo:min-height="0.8cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm"/>
</style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard"
 style:page-layout-name="L"><style:header><text:p>{head}</text:p>
</style:header><style:footer><text:p>Page <text:page-number/> sur
 <text:page-count/></text:p></style:footer></style:master-page>
</office:master-styles><office:body><office:text>
{body}
</office:text></office:body></office:document>"""

HEAD = "Rapport de durabilité 2025 du groupe Exemple"


def flat_text(seed, count, columns):
    texts = prose.paragraphs(seed, count)
    body = "\n".join(f"<text:p>{html.escape(p)}</text:p>" for p in texts)
    return FLAT.format(columns=columns, head=HEAD, body=body), " ".join(texts)


LATEX = r"""\documentclass[a4paper,11pt%s]{article}
\usepackage[utf8]{inputenc}%s
\begin{document}
\title{Rapport de durabilit\'e}\author{Direction}\date{2025}\maketitle
%s
\end{document}
"""
NEW_FONTS = "\\usepackage[T1]{fontenc}\\usepackage{lmodern}"


def latex_text(seed, count):
    """Without hyphens in the source, so that LaTeX may cut any word."""
    return prose.paragraphs(seed, count)


def latex_source(texts, options, fonts):
    safe = [t.replace("%", "\\%").replace("œ", "\\oe{}") for t in texts]
    body = "\n\n".join((f"\\section{{Partie {i // 4 + 1}}}\n\n" if i % 4 == 0
                        else "") + t for i, t in enumerate(safe))
    return LATEX % (options, fonts, body)


class Corpus:
    """Documents by name in a folder; `source` is what an author wrote, where
    that is known."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.source = {}
        self.missing = []

    def path(self, name):
        return self.folder / f"{name}.pdf"

    def names(self):
        return sorted(p.stem for p in self.folder.glob("*.pdf"))

    def office(self, *files):
        env = dict(os.environ, HOME=str(self.folder))
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir",
            str(self.folder), *map(str, files), env=env)

    def libreoffice(self, chapters=4, paragraphs=40):
        page = web_page(1, chapters)
        flats = {"office_report": flat_text(2, paragraphs, 1),
                 "office_columns": flat_text(3, paragraphs, 2)}
        files = [self.folder / "office_web.html"]
        files[0].write_text(page, "utf-8")
        self.source["office_web"] = words_of(page)
        for name, (text, source) in flats.items():
            files.append(self.folder / f"{name}.fodt")
            files[-1].write_text(text, "utf-8")
            self.source[name] = source
        self.office(*files)

    def latex(self, paragraphs=16):
        kinds = {"latex_article": ("", NEW_FONTS),
                 "latex_columns": (",twocolumn", NEW_FONTS),
                 "latex_old_fonts": ("", "")}
        for seed, (name, (options, fonts)) in enumerate(kinds.items(), 11):
            texts = latex_text(seed, paragraphs)
            file = self.folder / f"{name}.tex"
            file.write_text(latex_source(texts, options, fonts), "utf-8")
            run("pdflatex", "-interaction=batchmode", "-output-directory",
                str(self.folder), str(file), cwd=self.folder)
            self.source[name] = " ".join(texts)

    def chromium(self, chapters=4):
        kinds = {"chromium_report": "body{font-family:sans-serif}",
                 "chromium_columns": "body{columns:2;font-family:serif;"
                                     "hyphens:auto;text-align:justify}"}
        for seed, (name, style) in enumerate(kinds.items(), 21):
            page = web_page(seed, chapters, style)
            file = self.folder / f"{name}.html"
            file.write_text(page, "utf-8")
            run("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                f"--user-data-dir={self.folder}/chromium",
                f"--print-to-pdf={self.path(name)}", file.as_uri())
            self.source[name] = words_of(page)

    def qpdf(self, name, origin, *options):
        run("qpdf", *options, str(self.path(origin)), str(self.path(name)))
        if origin in self.source:
            self.source[name] = self.source[origin]

    def variants(self, origin, columns):
        self.qpdf("rotated", origin, "--rotate=90")
        self.qpdf("turned_over", columns, "--rotate=180")
        self.qpdf("packed", origin, "--object-streams=generate", "--linearize",
                  "--compress-streams=y")
        self.qpdf("protected", origin, "--encrypt", "", "proprietaire", "256",
                  "--print=none", "--")
        self.qpdf("locked", origin, "--encrypt", PASSWORD, "proprietaire",
                  "256", "--")
        self.source.pop("locked", None)

    def scans(self, origin):
        """A printout of a report, scanned; and one where only some pages
        are."""
        base = self.folder / "scan"
        run("pdftoppm", "-r", "60", "-gray", "-jpeg", "-l", "3",
            str(self.path(origin)), str(base))
        pictures = []
        for file in sorted(self.folder.glob("scan-*.jpg")):
            data = file.read_bytes()
            at = data.index(b"\xff\xc0")
            high, wide = (int.from_bytes(data[at + i:at + i + 2], "big")
                          for i in (5, 7))
            pictures.append((data, wide, high))
        self.path("scan").write_bytes(picture_pages(pictures))
        run("qpdf", "--empty", "--pages", str(self.path(origin)), "1-z",
            str(self.path("scan")), "1", "--", str(self.path("partly_scan")))

    def by_hand(self):
        """A page that shows the middle of a sheet, and one that is empty."""
        pdf = Pdf()
        font = pdf.font()
        lines = prose.sentences(31, 12)
        text_page(pdf, font, [l[:70] for l in lines], left=120, top=640, size=8,
                  extra="/CropBox [100 100 500 700]")
        text_page(pdf, font, [])
        self.path("cropped").write_bytes(pdf.bytes())
        self.source["cropped"] = " ".join(l[:70] for l in lines)

    def make(self):
        """Everything that the installed programs can make."""
        makers = {"soffice": self.libreoffice, "pdflatex": self.latex,
                  "chromium": self.chromium}
        self.by_hand()
        for program, maker in makers.items():
            if shutil.which(program):
                maker()
            else:
                self.missing.append(program)
        made = [n for n in ("office_report", "chromium_report", "latex_article")
                if self.path(n).exists()]
        if made and shutil.which("qpdf"):
            columns = made[0].replace("report", "columns").replace(
                "article", "columns")
            self.variants(made[0], columns)
            self.scans(made[0])
        return self
