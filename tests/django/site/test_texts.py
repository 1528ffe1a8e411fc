# SPDX-License-Identifier: Apache-2.0
"""Every text of the portal in both languages, and the compiled catalogue is
that of the source."""
import gettext
import re
from pathlib import Path

from running import EXAMPLE

PORTAL = EXAMPLE / "portail"
CATALOGUE = PORTAL / "locale/fr/LC_MESSAGES/django.po"
PYTHON = re.compile(
    r"""\b(?:_|gettext|gettext_lazy)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)""")
PLURAL = re.compile(
    r"""\bngettext\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)\"""")


def catalogue():
    """msgid -> the texts of one entry."""
    entries = {}
    for block in CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]:
        told = dict(re.findall(
            r'^(msgid_plural|msgid|msgstr(?:\[\d\])?) "(.*)"$',
            block, re.M))
        clean = {key: text.replace('\\"', '"') for key, text in told.items()}
        entries[clean["msgid"]] = clean
    return entries


def used():
    """What the templates and the modules ask to be translated."""
    from django.utils.translation.template import templatize

    for path in [*PORTAL.rglob("*.html"), *PORTAL.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = templatize(text, origin=str(path))
            yield from re.findall(
                r"""gettext\(u?(?:'|")(.*?)(?:'|")[,)]""", text)
            yield from re.findall(r"""_\(u?"(.*?)"\)""", text)
            continue
        for found in PYTHON.findall(text):
            yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found))
        for one, many in PLURAL.findall(text):
            yield one


def test_everything_is_translated(django):
    known = catalogue()
    asked = set(used())
    assert len(asked) > 150
    missing = {text for text in asked if text not in known
               and text.replace("\\'", "'") not in known}
    assert not missing
    empty = [entry["msgid"] for entry in known.values()
             if not all(text for key, text in entry.items()
                        if key.startswith("msgstr"))]
    assert not empty


def test_places_are_the_same_in_both_languages(django):
    hole = re.compile(r"%\(\w+\)s|%s|%d|%\(\w+\)d")
    for entry in catalogue().values():
        source = entry.get("msgid_plural", entry["msgid"])
        target = entry.get("msgstr[1]", entry.get("msgstr", ""))
        assert sorted(hole.findall(source)) == sorted(
            hole.findall(target)), entry["msgid"]


def test_french_typography():
    """Typographic apostrophes, no-break spaces before what wants them."""
    for entry in catalogue().values():
        for key, text in entry.items():
            if key.startswith("msgstr"):
                assert "'" not in text, text
                assert not re.search(r" [:;?!»]|« ", text), text


def test_the_compiled_catalogue_is_up_to_date():
    with open(CATALOGUE.with_suffix(".mo"), "rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in catalogue().values():
        if "msgid_plural" in entry:
            for count in (1, 2):
                assert compiled.ngettext(
                    entry["msgid"], entry["msgid_plural"], count
                    ) == entry[f"msgstr[{count - 1}]"]
        else:
            assert compiled.gettext(entry["msgid"]) == entry["msgstr"]


def test_no_text_is_written_straight_into_a_template():
    """Between tags there are only signs, names and translations."""
    for path in PORTAL.rglob("*.html"):
        if Path(path).name == "broken.html":  # it stands alone, in both
            continue
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}|"
                      r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.S)
        words = re.findall(r"[^\W\d]{3,}", re.sub(r"<[^>]*>", " ", text))
        assert not set(words) - {"SIREN", "République", "Française"}, (
            path, words)


def test_each_variable_is_in_the_guide():
    settings = (PORTAL / "settings.py").read_text(encoding="utf-8")
    guide = (EXAMPLE.parents[1] / "docs/django.md").read_text("utf-8")
    names = re.findall(r'env\.\w+\(\s*"(\w+)"', settings)
    assert len(names) > 15
    assert not [name for name in names if f"`{name}`" not in guide]
