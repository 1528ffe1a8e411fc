# SPDX-License-Identifier: Apache-2.0
"""Sphinx: the guides of this folder, and the reference out of the headers."""
import os
from pathlib import Path

project = "libportailrse"
author = "The libportailrse contributors"
copyright = author
release = version = os.environ["PORTAILRSE_VERSION"]
extensions = ["breathe", "myst_parser"]
html_theme = "furo"
html_title = f"libportailrse {release}"
exclude_patterns = ["README.md"]
suppress_warnings = ["myst.xref_missing"]
myst_heading_anchors = 3
breathe_projects = {"portailrse": os.environ["PORTAILRSE_DOXYGEN_XML"]}
breathe_default_project = "portailrse"
breathe_domain_by_extension = {"h": "c"}
primary_domain = "c"
highlight_language = "text"

HEADERS = Path(__file__).parent.parent / "include/portailrse"


def list_headers(_app, page, source):
    """A section for each public header: none can be forgotten."""
    if page == "reference":
        for header in sorted(HEADERS.rglob("*.h")):
            name = header.relative_to(HEADERS.parent).as_posix()
            source[0] += (f"\n## `<{name}>`\n\n"
                          f"```{{doxygenfile}} {name}\n```\n")


def setup(app):
    app.connect("source-read", list_headers)
