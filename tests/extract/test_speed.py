# SPDX-License-Identifier: Apache-2.0
"""A report of more than 200 pages, made here, beside the two other engines in
the same run."""
import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import corpus
import reading

# Ours does more (words with places, cleaned, JSON written and read), in
# another process; on one core.
MOST_RATIO = 6.0


def best(count, run, *args):
    times = []
    for _ in range(count):
        began = time.perf_counter()
        run(*args)
        times.append(time.perf_counter() - began)
    return min(times)


def survive(path):
    """Milliseconds that the library took, and pages."""
    done = subprocess.run([os.environ["PRSE_SURVIVE"],
                           os.environ["PRSE_HELPERS"], "-", str(path)],
                          capture_output=True, text=True, check=True)
    status, ms, pages = done.stdout.split("\t")[:3]
    assert status == "PRSE_OK", done.stdout
    return int(ms), int(pages)


class Speed(unittest.TestCase):
    def test_a_report_of_200_pages(self):
        with tempfile.TemporaryDirectory(prefix="prse-speed-") as folder:
            made = corpus.Corpus(folder)
            page = corpus.web_page(7, 80, "body{font-size:11pt}h1{page-break-"
                                   "before:always}", 12)
            (Path(folder) / "report.html").write_text(page, "utf-8")
            made.office(Path(folder) / "report.html")
            path = made.path("report")
            runs = [survive(path) for _ in range(5)]
            ours, pages = min(runs)
            other = best(3, reading.mupdf, path)
            pdfium = best(3, reading.pdfium, path)
        print(f"\n  {pages} pages: ours {ours / 1000:.2f} s "
              f"({pages * 1000 // ours} pages/s), PyMuPDF {other:.2f} s, "
              f"PDFium {pdfium:.2f} s")
        self.assertGreaterEqual(pages, 200)
        self.assertLessEqual(ours / 1000, MOST_RATIO * max(other, pdfium))


if __name__ == "__main__":
    unittest.main(verbosity=2)
