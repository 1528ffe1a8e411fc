# SPDX-License-Identifier: Apache-2.0
"""What a reform changes, counted on a population."""
import csv
import io
import itertools
import json
import re
import shutil
import xml.etree.ElementTree

import harness
from harness import DAY, INPUT, IO, OK, ROOT, USAGE

OVERLAY = harness.FIXTURES / "mini-overlay.yaml"
TOWN = ROOT / "packs/demo-commune"
VALUES = {
    "secteur": ["centre", "port", "faubourg", ""],
    "terrasse": ["0", "1", ""],
    "musique": ["0", "1", ""],
    "fermeture": ["21", "22", "23", "", "20..22"],
    "surface_vitrine": ["5", "6", "19", "20", "", "6..10", ">= 10"],
}


class Reform(harness.CliTest):
    def reform(self, text, *words, **more):
        return self.run_cli("reform", "--pack", "mini-pack", "--overlay",
                            OVERLAY, "--at", DAY, "--population", "-",
                            *words, stdin=text, **more)

    def counted(self, text, *words, code=OK):
        answer = self.reform(text, "--format", "json", *words)
        self.assertEqual(answer.code, code, answer.err)
        return json.loads(answer.out)

    def obligation(self, told, name):
        return next(o for o in told["obligations"] if o["id"] == name)


def pairs(what):
    return {(a["from"], a["to"]): a["companies"] for a in what["answers"]}


class Counts(Reform):
    def test_each_direction_is_counted(self):
        told = self.counted("effectif\n10\n60\n70\n100\n\n\"\"\n50..120\n")
        self.assertEqual((told["companies"], told["bad_rows"]), (6, 0))
        display = self.obligation(told, "affichage")
        self.assertEqual(pairs(display), {
            ("non_soumis", "non_soumis"): 1, ("soumis", "non_soumis"): 2,
            ("soumis", "soumis"): 1, ("incalculable", "incalculable"): 1,
            ("soumis", "incalculable"): 1})
        self.assertEqual((display["changed"], display["untold"]), (2, 2))
        self.assertEqual(display["would_tell"], {"effectif": 2})

    def test_what_the_reform_does_not_touch_is_never_in_doubt(self):
        told = self.counted("effectif\n60\n")
        register = self.obligation(told, "registre")
        self.assertEqual((register["touched"], register["untold"]),
                         (False, 0))
        self.assertEqual(register["would_tell"], {})

    def test_columns_break_companies_down(self):
        told = self.counted("dep,effectif\n35,60\n29,60\n35,10\n,60\n",
                            "--by", "dep")
        groups = self.obligation(told, "affichage")["by"]["dep"]
        self.assertEqual([(g["value"], g["companies"]) for g in groups],
                         [("", 1), ("29", 1), ("35", 2)])
        self.assertEqual(pairs(groups[2]), {
            ("soumis", "non_soumis"): 1, ("non_soumis", "non_soumis"): 1})

    def test_the_fact_that_most_companies_lack_comes_first(self):
        text = "secteur,terrasse,musique,fermeture\n"
        answer = self.run_cli(
            "reform", "--pack", TOWN, "--overlay",
            TOWN / "overlays/nuit-noire.yaml", "--at", "2027-06-01",
            "--population", "-", "--format", "json", stdin=text + (
                ",1,1,22\n" "port,,1,22\n" "centre,,1,22\n"))
        music = self.obligation(json.loads(answer.out), "musique")
        self.assertEqual(list(music["would_tell"].items()),
                         [("terrasse", 2), ("secteur", 1)])

    def test_csv_tells_the_same(self):
        text = "dep,effectif\n\"a, b\",60\n29,10\n"
        rows = list(csv.DictReader(io.StringIO(
            self.reform(text, "--by", "dep", "--format", "csv").out)))
        told = self.counted(text, "--by", "dep")
        for obligation in told["obligations"]:
            groups = [("", "", obligation)] + [
                ("dep", g["value"], g) for g in obligation["by"]["dep"]]
            for column, value, group in groups:
                self.assertEqual(pairs(group), {
                    (r["from"], r["to"]): int(r["companies"]) for r in rows
                    if r["obligation"] == obligation["id"]
                    and (r["column"], r["value"]) == (column, value)})

    def test_an_obligation_may_come_or_go(self):
        pack = self.folder / "less"
        shutil.copytree(harness.FIXTURES / "mini-pack", pack)
        (pack / "affichage.yaml").unlink()
        listed = (pack / "pack.yaml").read_text()
        (pack / "pack.yaml").write_text(
            listed.replace("  - affichage.yaml\n", ""))
        for packs, expected in (
                (("mini-pack", pack), {("soumis", "absente"): 1,
                                       ("incalculable", "absente"): 1}),
                ((pack, "mini-pack"), {("absente", "soumis"): 1,
                                       ("absente", "incalculable"): 1})):
            answer = self.run_cli(
                "reform", "--pack", packs[0], "--against", packs[1], "--at",
                DAY, "--population", "-", "--format", "json",
                stdin="accord,effectif\n1,60\n1,\n")
            self.assertEqual(answer.code, OK, answer.err)
            display = self.obligation(json.loads(answer.out), "affichage")
            self.assertEqual(pairs(display), expected)
            self.assertEqual(display["would_tell"], {"effectif": 1})

    def test_a_fact_may_break_down_too(self):
        told = self.counted("effectif\n60\n60\n", "--by", "effectif")
        groups = self.obligation(told, "affichage")["by"]["effectif"]
        self.assertEqual(groups[0]["companies"], 2)

    def test_the_order_of_packs_is_the_order_of_time(self):
        answer = self.run_cli("reform", "--pack", "mini-pack", "--against",
                              "mini-pack", "--at", "2019-01-01", "--at-b",
                              DAY, "--population", "-", "--format", "json",
                              stdin="effectif\n60\n")
        self.assertEqual(answer.code, OK, answer.err)
        display = self.obligation(json.loads(answer.out), "affichage")
        self.assertEqual(pairs(display), {("non_soumis", "soumis"): 1})

    def test_blocks_do_not_show(self):
        sizes = ["10", "60", "100", "", "50..120", "many", "60"]
        rows = [sizes[i % 7] for i in range(3 * 16384 + 5)]
        told = self.counted("dep,effectif\n" + "".join(
            f"{i % 3},{size}\n" for i, size in enumerate(rows)), "--by",
            "dep", code=INPUT)
        display = self.obligation(told, "affichage")
        self.assertEqual(told["bad_rows"], rows.count("many"))
        self.assertEqual(display["changed"], rows.count("60"))
        self.assertEqual(display["would_tell"]["effectif"],
                         rows.count("") + rows.count("50..120"))
        self.assertEqual(sum(g["companies"] for g in display["by"]["dep"]),
                         told["companies"])


class Agreement(Reform):
    """Whoever changes lies in a situation of the symbolic difference, and
    whoever lies in one changes."""

    def lies_in(self, row, conditions):
        def holds(text):
            text = re.sub(r"(\w+) in \[(\d+)\.\.(\d+)\)",
                          r"(\2 <= int(\1) < \3)", text)
            text = re.sub(r"fermeture = (\d+)", r"fermeture == '\1'", text)
            text = text.replace("= true", "== '1'").replace(
                "= false", "== '0'").replace("= \"", "== \"")
            return eval(text, {}, dict(row))
        return any(holds(condition) for condition in conditions)

    def test_every_exact_shop_of_the_town(self):
        exact = {name: [v for v in values if v and ".." not in v
                        and ">" not in v] for name, values in VALUES.items()}
        told, rows = self.town(exact)
        for obligation in told["obligations"]:
            conditions = [c for d in told["difference"]["differences"]
                          if d["kind"] == "applies"
                          and d["obligation"] == obligation["id"]
                          for c in d["when"]]
            inside = sum(self.lies_in(row, conditions) for row in rows)
            self.assertEqual(obligation["changed"], inside, obligation["id"])
            self.assertEqual(obligation["touched"], bool(conditions))
            self.assertEqual(obligation["outside"], 0)
        self.assertGreater(sum(o["changed"] for o in told["obligations"]), 0)

    def test_every_shop_with_brackets_and_gaps(self):
        told, rows = self.town(VALUES)
        self.assertEqual(told["companies"], len(rows))
        for obligation in told["obligations"]:
            self.assertEqual(obligation["outside"], 0)
            self.assertEqual(sum(pairs(obligation).values()), len(rows))

    def town(self, values):
        rows = [dict(zip(values, cells))
                for cells in itertools.product(*values.values())]
        text = "\n".join([",".join(values)] + [
            ",".join(row.values()) for row in rows]) + "\n"
        answer = self.run_cli(
            "reform", "--pack", TOWN, "--overlay",
            TOWN / "overlays/nuit-noire.yaml", "--at", "2027-06-01",
            "--population", self.file("town.csv", text), "--format", "json")
        self.assertEqual(answer.code, OK, answer.err)
        return json.loads(answer.out), rows


class Pages(Reform):
    def test_both_languages_and_80_columns(self):
        for lang, words in (("fr", ["soumis → non soumis", "Entreprises",
                                    "il manque effectif", "33,3 %"]),
                            ("en", ["subject → not subject", "Companies: 3",
                                    "missing: effectif", "33.3 %"])):
            page = self.reform("dep,effectif\n35,60\n29,\n35,10\n", "--by",
                               "dep", lang=lang).out
            for word in words:
                self.assertIn(word, page)
            counted = page.split("\n\n", 3)[-1]
            self.assertLessEqual(max(map(len, counted.split("\n"))), 80)

    def test_the_exact_situations_come_first(self):
        page = self.reform("effectif\n60\n").out
        self.assertLess(page.index("effectif in [50..100)"),
                        page.index("Companies: 1"))

    def test_a_cell_cannot_steer_a_terminal(self):
        page = self.reform("dep,effectif\n\x1b[2J,60\n", "--by", "dep").out
        self.assertNotIn("\x1b", page)


class Sweep(harness.CliTest):
    SIZES = [5, 15, 15, 40, 60, 60, 80, 200, "", "10..30"]

    def sweep(self, words, *more, lang="en", code=OK):
        text = "effectif\n" + "\n".join(
            str(size) or '""' for size in self.SIZES) + "\n"
        answer = self.run_cli(
            "reform", "--pack", "mini-pack", "--at", DAY, "--population", "-",
            "--sweep", words, *more, stdin=text, lang=lang)
        self.assertEqual(answer.code, code, answer.err)
        return answer

    def counted(self, words, *more):
        told = json.loads(self.sweep(words, "--format", "json", *more).out)
        return told, next(o for o in told["obligations"]
                          if o["id"] == "affichage")["values"]

    def test_each_value_is_a_law(self):
        told, values = self.counted("seuil_affichage=10..90/20")
        known = [size for size in self.SIZES if isinstance(size, int)]
        self.assertEqual(told["companies"], len(self.SIZES))
        self.assertEqual(told["threshold"]["in_force"], 50)
        self.assertEqual([v["value"] for v in values], [10, 30, 50, 70, 90])
        for value in values:
            least = value["value"]
            subject = sum(size >= least for size in known) + (least <= 10)
            now = sum(size >= 50 for size in known)
            self.assertEqual(value["soumis"], subject)
            self.assertEqual(value["incalculable"], 1 + (10 < least <= 30))
            self.assertEqual(value["non_soumis"], len(self.SIZES) - subject
                             - value["incalculable"])
            self.assertEqual(value["gained"] - value["lost"], subject - now)

    def test_what_is_in_force_is_among_the_values(self):
        _, values = self.counted("seuil_affichage=20..80/20")
        self.assertEqual([v["value"] for v in values], [20, 40, 50, 60, 80])
        _, values = self.counted("seuil_affichage=60..80/20")
        self.assertEqual([v["value"] for v in values], [60, 80])

    def test_what_is_in_force_is_the_law_before(self):
        told, _ = self.counted("seuil_affichage=40..120/20", "--overlay",
                               OVERLAY)
        self.assertEqual(told["threshold"]["in_force"], 50)

    def test_csv_tells_the_same(self):
        _, values = self.counted("seuil_affichage=10..90/20")
        rows = [row for row in csv.DictReader(io.StringIO(self.sweep(
            "seuil_affichage=10..90/20", "--format", "csv").out))
            if row["obligation"] == "affichage"]
        self.assertEqual(
            [{key: int(row[key]) for key in values[0]} for row in rows],
            values)

    def test_both_languages(self):
        for lang, words in (("fr", ("En vigueur", "soumises", "indécid.")),
                            ("en", ("In force", "subject", "untold"))):
            page = self.sweep("seuil_affichage=10..90", lang=lang).out
            for word in words:
                self.assertIn(word, page)
            self.assertIn("→ 50", page)
            self.assertLessEqual(max(map(len, page.split("\n"))), 80)

    def test_the_chart_can_be_read_by_all(self):
        for lang, words in (("fr", "en vigueur"), ("en", "in force: 50")):
            path = self.folder / f"{lang}.svg"
            self.sweep("seuil_affichage=10..90/5", "--chart", path, lang=lang)
            root = xml.etree.ElementTree.parse(path).getroot()
            space = "{http://www.w3.org/2000/svg}"
            panels = root.findall(space + "g")
            self.assertEqual(root.get("lang"), lang)
            self.assertTrue(root.findtext(space + "title"))
            self.assertGreaterEqual(len(panels), 1)
            for panel in panels:
                self.assertEqual(panel.get("role"), "img")
                self.assertTrue(panel.findtext(space + "title"))
                self.assertIn("50", panel.findtext(space + "desc"))
            texts = "|".join(t.text for t in root.iter(space + "text"))
            self.assertIn(words, texts)
            style = root.findtext(space + "style")
            self.assertIn("prefers-color-scheme:dark", style)

    def test_what_cannot_be_swept(self):
        for words, message in (
                ("seuil_affichage", "give NAME=FROM..TO"),
                ("seuil_affichage=9..1", "give NAME=FROM..TO"),
                ("seuil_affichage=1..9/0", "give NAME=FROM..TO"),
                ("seuil_affichage=1..9/x", "give NAME=FROM..TO"),
                ("seuil_affichage=1..900/1", "a larger step"),
                ("seuil=1..9", "has no threshold seuil; it has"),
                ("seuil_affichage=50..50", "changes nothing")):
            answer = self.sweep(words, code=USAGE)
            self.assertIn(message, answer.err)
        self.bad(USAGE, "give --sweep too", "reform", "--pack", "mini-pack",
                 "--population", "-", "--chart", "a.svg")
        answer = self.sweep("seuil_affichage=1..90", "--by", "effectif",
                            code=USAGE)
        self.assertIn("--by does not go with --sweep", answer.err)


class Errors(Reform):
    def test_bad_rows_are_told_and_not_counted(self):
        answer = self.reform("effectif,accord\n60,1\nmany,1\n60\n")
        self.assertEqual(answer.code, INPUT)
        self.assertRegex(answer.err, r"(?m)^3 +effectif +many +\S")
        self.assertIn("cells: 1 instead of 2", answer.err)
        self.assertIn("Companies: 1 (rows in error, not counted: 2)",
                      answer.out)

    def test_what_is_missing(self):
        self.bad(USAGE, "--population is missing", "reform", "--pack",
                 "mini-pack")
        self.bad(IO, "nowhere.csv", "reform", "--pack", "mini-pack",
                 "--population", "nowhere.csv")
        for text, words, message in (
                ("effectif\n60\n", ("--by", "dep"), "no column dep"),
                ("", (), "the file is empty"),
                ("effectif,effectif\n1,2\n", (), "effectif"),
                ("effectif@-7\n1\n", (), "effectif"),
                ("dep,effectif\n" + "".join(f"{i},1\n" for i in range(501)),
                 ("--by", "dep"), "more than 500 values")):
            answer = self.reform(text, *words)
            self.assertIn(message, answer.err)
            self.assertEqual((answer.code not in (OK, 5), answer.out),
                             (True, ""), text[:30])

    def test_columns_that_nobody_reads_are_told(self):
        answer = self.reform("nom,efectif,effectif\nA,1,60\n")
        self.assertIn("columns not read, which are no facts: nom, efectif",
                      answer.err)


if __name__ == "__main__":
    harness.main()
