# SPDX-License-Identifier: Apache-2.0
"""The dashboard of one company."""
import json
import os
import pty
import subprocess

import harness
from harness import DAY, FIXTURES, INPUT, IO, OK, USAGE

LARGE = ("--set", "effectif=300", "--set", "effectif@-1=120", "--set",
         "accord=true", "--set", "forme=sas")


def section(page, heading):
    """The lines between one heading and the next."""
    after = ("\n" + page).split(f"\n{heading} ─", 1)[1].split("\n", 1)[1]
    return after.split(" ──", 1)[0]


class Dashboard(harness.CliTest):
    def test_groups_obligations_by_how_far_the_company_is(self):
        page = self.company("diagnose", *LARGE)
        self.assertIn("Yearly display", section(page, "TO BE UPDATED"))
        self.assertIn("Balance over two years", section(page, "SUBJECT"))
        self.assertIn("Voluntary charter", section(page, "RECOMMENDED"))
        self.assertIn("Register", section(page, "NOT SUBJECT"))
        self.assertNotIn("TO BE CLARIFIED", page)
        self.assertIn("to be updated: 1 · subject: 1 · recommended: 1 · "
                      "not subject: 1", page)

    def test_an_obligation_says_why_what_since_when_and_until_when(self):
        page = self.company("diagnose", *LARGE)
        for text in ("subject, to be updated",
                     "your headcount (300 employees) reaches 50 employees",
                     "✓ At least 50 employees", "✓ At least 250 employees",
                     "Format: grand, relié", "By agreement: yes",
                     "financial year 2024",
                     "31 December 2026, every 6 months: Revision",
                     "Trial code, article 1"):
            self.assertIn(text, page)

    def test_criteria_that_are_not_met_stay_out(self):
        page = self.company("diagnose", "--set", "effectif=60")
        self.assertIn("✓ At least 50 employees", page)
        self.assertNotIn("At least 250 employees", page)

    def test_an_adopted_law_is_marked(self):
        page = self.company("diagnose", *LARGE)
        self.assertRegex(page, r"Law +Trial code, article 1; Trial act\n")
        self.assertRegex(page, r"Warning +Trial act: adopted")

    def test_what_is_unknown_says_what_is_missing(self):
        page = self.company("diagnose", "--set", "effectif=60")
        self.assertIn("Missing", section(page, "TO BE CLARIFIED"))

    def test_ends_with_the_question_that_helps_most(self):
        page = self.company("diagnose", "--set", "forme=sa")
        self.assertIn("? Headcount: at least 50 employees?",
                      page.split("NEXT QUESTION ─")[1])
        self.assertIn("Why        Yearly display", page)
        self.assertIn("If yes     --set 'effectif=>= 50'", page)
        self.assertIn("If no      --set 'effectif=< 50'", page)

    def test_a_question_for_a_value_names_the_values(self):
        page = self.company("diagnose", "--set", "effectif=60", "--set",
                            "effectif@-1=60", "--set", "accord=false")
        self.assertIn("? Legal form?", page)
        self.assertIn("sa (Public company), sas (Simplified company), snc",
                      page)
        self.assertIn("--set 'forme=VALUE'", page)

    def test_ends_without_question_when_all_is_decided(self):
        self.assertIn("Everything is decided",
                      self.company("diagnose", *LARGE))

    def test_follows_the_proofs(self):
        page = self.company("diagnose", *LARGE, "--set",
                            "affichage_etat=fait")
        self.assertIn("subject, up to date", page)

    def test_names_the_company(self):
        page = self.company("diagnose", "--set", "denomination=Ourdis & Cie",
                            "--set", "siren=012345674")
        self.assertEqual(page.split("\n")[0], "Ourdis & Cie · SIREN 012345674")

    def test_details_add_duties_and_penalties(self):
        page = self.company("diagnose", *LARGE, "--details")
        for text in ("Display the balance.", "A fine.", "Trial inspectorate",
                     "https://example.org/affichage"):
            self.assertIn(text, page)
        self.assertNotIn("A fine.", self.company("diagnose", *LARGE))

    def test_fits_into_80_columns(self):
        for lang in ("fr", "en"):
            page = self.company("diagnose", *LARGE, "--details", lang=lang)
            self.assertLessEqual(max(map(len, page.split("\n"))), 80)
        page = self.company("diagnose", *LARGE, COLUMNS="60")
        self.assertLessEqual(max(map(len, page.split("\n"))), 60)

    def test_speaks_french_by_default(self):
        self.assertIn("SOUMIS ─", self.company("diagnose", *LARGE, lang=""))
        self.assertIn("SUBJECT ─",
                      self.company("diagnose", *LARGE, "--lang", "en",
                                   lang="fr_FR.UTF-8"))

    def test_json_is_the_report_of_the_library(self):
        report = json.loads(self.company("diagnose", *LARGE, "--format",
                                         "json"))
        self.assertIsInstance(report, dict)
        self.assertIn("affichage", json.dumps(report))

    def test_an_overlay_changes_the_answer(self):
        facts = ("--set", "effectif=60")
        self.assertIn("✓ At least 50", self.company("diagnose", *facts))
        page = self.company("diagnose", *facts, "--overlay",
                            FIXTURES / "mini-overlay.yaml")
        self.assertNotIn("✓ At least 50", page)

    def test_today_is_the_default_day(self):
        self.good("diagnose", "--pack", "mini-pack")


class Facts(harness.CliTest):
    def test_come_from_files_and_settings_the_later_wins(self):
        first = self.file("a.json", '{"effectif": 60, "accord": true}')
        second = self.file("b.json", '{"effectif": 10}')
        page = self.company("diagnose", "--facts", first)
        self.assertIn("Yearly display", section(page, "TO BE UPDATED"))
        page = self.company("diagnose", "--facts", first, "--facts", second)
        self.assertIn("Yearly display", section(page, "NOT SUBJECT"))
        page = self.company("diagnose", "--set", "effectif=60", "--facts",
                            second)
        self.assertIn("Yearly display", section(page, "TO BE UPDATED"))

    def test_come_from_the_standard_input(self):
        page = self.company("diagnose", "--facts", "-",
                            stdin='{"effectif": 60}')
        self.assertIn("Yearly display", section(page, "TO BE UPDATED"))

    def test_come_from_a_directory(self):
        page = self.company("diagnose", "--facts", self.file("c.json", """
            {"results": [{"siren": "012345674", "nom_raison_sociale": "Ourdis",
                          "tranche_effectif_salarie": "21"}]}"""))
        self.assertTrue(page.startswith("Ourdis · SIREN 012345674\n"))
        self.assertIn("Yearly display", section(page, "TO BE UPDATED"))

    def test_broken_files_are_told_with_their_place(self):
        path = self.file("broken.json", '{\n  "effectif": 60,,\n}')
        answer = self.bad(INPUT, "broken.json:2:", "diagnose", "--pack",
                          "mini-pack", "--facts", path)
        self.assertEqual(answer.out, "")

    def test_unknown_facts_and_wrong_values_are_told(self):
        where = ("diagnose", "--pack", "mini-pack", "--set")
        self.bad(INPUT, "did you mean effectif?", *where, "efectif=60")
        self.bad(INPUT, "no fact xyzzy", *where, "xyzzy=60")
        self.bad(INPUT, "effectif", *where, "effectif=sixty")
        self.bad(INPUT, "effectif", *where, "effectif@-7=60")
        self.bad(USAGE, "fact=value", *where, "effectif")
        self.bad(USAGE, "fact=value", *where, "effectif@soon=60")

    def test_a_missing_file_is_an_error_of_reading(self):
        self.bad(IO, "nowhere.json: No such file", "diagnose", "--pack",
                 "mini-pack", "--facts", "nowhere.json")


class Packs(harness.CliTest):
    def test_are_found_by_path_and_by_name(self):
        for pack in ("mini-pack", FIXTURES / "mini-pack",
                     FIXTURES / "mini-pack/pack.yaml"):
            self.good("diagnose", "--pack", pack)

    def test_are_looked_for_in_several_folders_and_in_packs(self):
        self.good("diagnose", "--pack", "mini-pack",
                  PORTAILRSE_PACKS=f"/nowhere:{FIXTURES}")
        (self.folder / "packs").symlink_to(FIXTURES)
        self.good("diagnose", "--pack", "mini-pack", PORTAILRSE_PACKS="")

    def test_that_are_nowhere_say_where_they_were_looked_for(self):
        answer = self.bad(IO, "no pack nowhere", "diagnose", "--pack",
                          "nowhere")
        self.assertIn(f"{FIXTURES}/nowhere", answer.err)

    def test_fr_rse_is_the_default(self):
        self.bad(IO, "no pack fr-rse", "diagnose")


class Colours(harness.CliTest):
    def on_terminal(self, **environment):
        master, slave = pty.openpty()
        subprocess.run([harness.PROGRAM, "diagnose", "--pack", "mini-pack",
                        "--at", DAY, *LARGE], stdout=slave, check=True,
                       env=self.environment(TERM="xterm", **environment))
        os.close(slave)
        text = b""
        try:
            while block := os.read(master, 65536):
                text += block
        except OSError:
            pass
        os.close(master)
        return text

    def test_stand_on_a_terminal_only(self):
        self.assertIn(b"\033[32m", self.on_terminal())
        self.assertNotIn("\033", self.company("diagnose", *LARGE))

    def test_never_stand_with_no_color(self):
        self.assertNotIn(b"\033", self.on_terminal(NO_COLOR="1"))


class Output(harness.CliTest):
    def test_goes_to_a_file_that_is_whole(self):
        path = self.folder / "page.txt"
        self.assertEqual(self.company("diagnose", *LARGE, "--out", path), "")
        self.assertIn("SUBJECT", path.read_text())
        self.assertEqual(os.listdir(self.folder), ["page.txt"])

    def test_keeps_the_old_file_when_the_run_fails(self):
        path = self.file("page.txt", "old")
        self.bad(INPUT, "no fact", "diagnose", "--pack", "mini-pack", "--set",
                 "xyzzy=1", "--out", path)
        with open(path) as file:
            self.assertEqual(file.read(), "old")

    def test_follows_links_and_keeps_rights(self):
        path = self.file("page.txt", "old")
        os.chmod(path, 0o640)
        os.symlink(path, self.folder / "link")
        self.company("diagnose", "--out", self.folder / "link")
        self.assertTrue((self.folder / "link").is_symlink())
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o640)
        self.assertIn("Law as of", (self.folder / "page.txt").read_text())

    def test_a_full_disk_is_told(self):
        for words in (("--out", "/dev/full"), ()):
            with open("/dev/full", "w") as full:
                self.bad(IO, "No space left", "diagnose", "--pack",
                         "mini-pack", *words, stdout=full)

    def test_a_folder_that_is_not_there_is_told(self):
        self.bad(IO, "No such file", "diagnose", "--pack", "mini-pack",
                 "--out", "nowhere/page.txt")

    def test_a_closed_pipe_ends_in_silence(self):
        many = "effectif\n" + "60\n" * 20000
        for words, text in (("diagnose",), ""), (("batch",), many):
            reader, writer = os.pipe()
            os.close(reader)
            answer = self.run_cli(*words, "--pack", "mini-pack", stdin=text,
                                  stdout=writer)
            os.close(writer)
            self.assertEqual((answer.code, answer.err), (IO, ""))


if __name__ == "__main__":
    harness.main()
