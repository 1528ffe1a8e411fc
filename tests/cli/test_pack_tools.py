# SPDX-License-Identifier: Apache-2.0
"""The commands of pack authors, and functions of a pack."""
import json
import os
import shutil

import harness
from harness import DAY, FINDINGS, FIXTURES, INPUT, IO, OK, USAGE

OVERLAY = FIXTURES / "mini-overlay.yaml"


class Tools(harness.CliTest):
    def copy_of_pack(self):
        path = self.folder / "pack"
        shutil.copytree(FIXTURES / "mini-pack", path)
        return path

    def edit(self, path, old, new):
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))


class Examine(Tools):
    def test_check_fails_only_with_findings(self):
        pack = self.copy_of_pack()
        before = self.run_cli("pack", "check", pack)
        self.assertEqual(before.code, OK, before.out)
        self.edit(pack / "registre.yaml", 'forme = "sa"\noutputs',
                  'forme = "sa" and forme = "sas"\noutputs')
        after = self.run_cli("pack", "check", pack)
        self.assertEqual(after.code, FINDINGS, after.out)
        self.assertIn("registre", after.out)

    def test_test_fails_when_a_test_does(self):
        pack = self.copy_of_pack()
        self.assertEqual(self.run_cli("pack", "test", pack).code, OK)
        self.edit(pack / "affichage.yaml", "effectif: 49 }, expect: { applies:"
                  " no }", "effectif: 49 }, expect: { applies: yes }")
        after = self.run_cli("pack", "test", "--pack", pack)
        self.assertEqual(after.code, FINDINGS)
        self.assertIn("affichage", after.out)

    def test_both_speak_json(self):
        for tool in ("check", "test"):
            json.loads(self.run_cli("pack", tool, "mini-pack", "--format",
                                    "json").out)

    def test_a_broken_pack_is_told_with_its_place(self):
        pack = self.copy_of_pack()
        self.edit(pack / "charte.yaml", "applies: false", "applies: fals(")
        self.bad(INPUT, "charte.yaml:", "pack", "check", pack)


class Format(Tools):
    def test_rewrites_in_place_and_settles(self):
        pack = self.copy_of_pack()
        self.edit(pack / "charte.yaml", "applies: false", "applies:   false")
        before = {p: p.read_text() for p in pack.iterdir()}
        changed = self.good("pack", "format", pack).split()
        self.assertIn(str(pack / "charte.yaml"), changed)
        for path, text in before.items():
            self.assertEqual(path.read_text() != text, str(path) in changed)
        self.assertEqual(self.good("pack", "format", pack), "")
        self.good("diagnose", "--pack", pack)

    def test_check_only_tells(self):
        pack = self.copy_of_pack()
        path = pack / "charte.yaml"
        self.edit(path, "applies: false", "applies:   false")
        text = path.read_text()
        answer = self.run_cli("pack", "format", "--check", path)
        self.assertEqual((answer.code, answer.out),
                         (FINDINGS, f"{path}\n"))
        self.assertEqual(path.read_text(), text)
        self.good("pack", "format", path)
        self.assertEqual(self.good("pack", "format", "--check", path), "")

    def test_filters_the_standard_input(self):
        self.assertIn("overlay: x",
                      self.good("pack", "format", "-", stdin="overlay:  x\n"))

    def test_refuses_what_it_cannot_read(self):
        path = self.file("bad.yaml", "a: [1\nb: 2\n")
        self.bad(INPUT, "bad.yaml:", "pack", "format", path)
        self.bad(IO, "nowhere", "pack", "format", "nowhere.yaml")
        self.bad(USAGE, "takes files", "pack", "format")


class Doc(Tools):
    def test_writes_a_page_for_each_obligation(self):
        pages = self.good("pack", "doc", "mini-pack")
        for label in ("Yearly display", "Balance over two years",
                      "Voluntary charter", "Register"):
            self.assertIn(label, pages)

    def test_writes_one_page_in_either_language(self):
        page = self.good("pack", "doc", "mini-pack", "--obligation",
                         "registre", "--lang", "fr")
        self.assertIn("Registre", page)
        self.assertNotIn("Charte", page)

    def test_names_the_obligations_when_there_is_none(self):
        self.bad(USAGE, "affichage, bilan, charte, registre", "pack", "doc",
                 "mini-pack", "--obligation", "nowhere")


class Graph(Tools):
    def test_draws_one_obligation(self):
        out = self.folder / "registre.svg"
        self.good("pack", "graph", "mini-pack", "--obligation", "registre",
                  "--at", DAY, "--out", out)
        self.assertIn("<svg", out.read_text())
        self.assertIn("</svg>", out.read_text())

    def test_wants_to_know_which(self):
        self.bad(USAGE, "--obligation: affichage", "pack", "graph",
                 "mini-pack")


class Diff(Tools):
    def test_a_pack_does_not_differ_from_itself(self):
        for words in (("mini-pack",), ("mini-pack", "mini-pack")):
            answer = self.run_cli("pack", "diff", *words, "--at", DAY)
            self.assertEqual((answer.code, answer.err), (OK, ""))

    def test_an_overlay_changes_the_second_pack(self):
        answer = self.run_cli("pack", "diff", "mini-pack", "--at", DAY,
                              "--overlay", OVERLAY)
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("affichage", answer.out + answer.err)
        self.assertNotIn("registre", answer.out)

    def test_two_dates_of_one_pack(self):
        answer = self.run_cli("pack", "diff", "mini-pack", "--at",
                              "2019-01-01", "--at-b", DAY, "--format", "json")
        self.assertEqual(answer.code, FINDINGS)
        json.loads(answer.out)

    def test_wants_a_pack(self):
        self.bad(USAGE, "one or two packs", "pack", "diff")


class Call(harness.CliTest):
    def test_reads_arguments_in_order_or_by_name(self):
        for text in ("[1]", '{"ecart": 1}'):
            self.assertEqual(json.loads(self.good(
                "call", "--pack", "mini-pack", "points", "--in",
                self.file("in.json", text))), 40)
        self.assertEqual(json.loads(self.good(
            "call", "points", "--pack", "mini-pack", stdin="[3]")), 0)

    def test_wrong_calls_are_told(self):
        self.bad(USAGE, "name of a function", "call", "--pack", "mini-pack")
        self.bad(INPUT, "nowhere", "call", "--pack", "mini-pack", "nowhere",
                 stdin="[]")
        self.bad(INPUT, "<stdin>:1", "call", "--pack", "mini-pack", "points",
                 stdin="[1,")


if __name__ == "__main__":
    harness.main()
