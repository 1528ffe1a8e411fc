# SPDX-License-Identifier: Apache-2.0
"""Stores: made, copied, backed up, checked, and persons forgotten in them."""
import json
import os
import pty
import resource
import signal
import sqlite3
import stat
import subprocess
import time

import harness
import stores
from harness import FINDINGS, INPUT, IO, OK, USAGE

PASSWORD = stores.PASSWORD


class Make(stores.StoreTest):
    def test_init_tells_what_was_made(self):
        said = self.good("store", "init", "portal.sqlite")
        self.assertRegex(said, r"portal made, version \d+, 15 tables")
        self.assertIn("journal", said)
        path = self.folder / "portal.sqlite"
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(self.rows(path), 0)
        self.good("store", "check", path)

    def test_init_again_does_nothing(self):
        path = self.fill()
        self.assertIn("nothing to do", self.good("store", "init", path))
        self.assertGreater(self.rows(path), 0)

    def test_the_store_may_come_from_the_environment(self):
        self.good("store", "init", PRSE_STORE="portal.sqlite")
        self.good("store", "stat", PRSE_STORE="sqlite:portal.sqlite")
        self.good("store", "stat", "portal.sqlite", PRSE_STORE="none.sqlite")
        self.bad(IO, "No such file", "store", "stat",
                 PRSE_STORE="none.sqlite")
        self.bad(USAGE, "which store?", "store", "stat")

    def test_what_is_no_store_is_refused(self):
        text = self.file("text.sqlite", "no store at all\n" * 100)
        for command in ("init", "migrate", "check", "stat", "tidy",
                        "journal"):
            self.bad(INPUT, "not an SQLite file", "store", command, text)
        other = self.folder / "other.sqlite"
        self.change(other, "CREATE TABLE t (a)")
        self.bad(INPUT, "holds no portal", "store", "stat", other)
        self.bad(INPUT, "holds no portal", "store", "migrate", other)
        self.bad(INPUT, "store init", "store", "check", other)
        self.bad(USAGE, "no address", "store", "stat", "mysql://host/db")
        for command in ("stat", "check", "tidy", "migrate"):
            self.bad(IO, "No such file", "store", command, "none.sqlite")
            self.assertFalse((self.folder / "none.sqlite").exists())


class Migrate(stores.StoreTest):
    def old(self):
        path = self.folder / "old.sqlite"
        with sqlite3.connect(path) as store:
            store.executescript(
                (harness.ROOT / "tests/fixtures/store-v1.sql").read_text())
        return path

    def test_a_dry_run_changes_nothing(self):
        path = self.old()
        before = path.read_bytes()
        said = self.good("store", "migrate", path, "--dry-run")
        self.assertIn("documents.analyse_etat", said)
        self.assertIn("nothing was done", said)
        self.assertEqual(path.read_bytes(), before)
        self.assertRegex(self.good("store", "migrate", path),
                         r"steps done, version \d")
        self.assertIn("nothing to do", self.good("store", "migrate", path))

    def test_an_older_store_is_told_what_to_do(self):
        path = self.old()
        for words in (("stat",), ("check",), ("tidy",), ("journal",),
                      ("init",)):
            self.bad(INPUT, "store migrate", "store", *words, path)
        self.bad(INPUT, "store migrate", "store", "backup", path, "b.sqlite")
        self.assertFalse((self.folder / "b.sqlite").exists())

    def test_a_newer_store_is_refused(self):
        path = self.portal()
        self.change(path, "UPDATE prse_schema SET version = 99")
        for words in (("stat",), ("check",), ("tidy",), ("journal",),
                      ("migrate",), ("init",)):
            self.bad(INPUT, "99, later than", "store", *words, path)
        self.bad(INPUT, "99", "store", "copy", path, "copy.sqlite")
        self.assertFalse((self.folder / "copy.sqlite").exists())
        empty = self.folder / "empty.sqlite"
        self.good("store", "init", empty)
        self.bad(INPUT, "99", "store", "copy", empty, path)


class Stat(stores.StoreTest):
    def test_counts_rows(self):
        path = self.fill(count=1200)
        page = self.good("store", "stat", path)
        self.assertRegex(page, r"entreprises +1,200\n")
        self.assertNotIn("Digest", page)
        self.assertRegex(self.good("store", "stat", path, lang="fr"),
                         "entreprises +1.200\n")
        rows, digest = self.stat(path)
        self.assertEqual(rows["statuts"], 3600)
        self.assertRegex(digest, "^[0-9a-f]{64}$")

    def test_the_digest_is_of_every_value(self):
        path = self.fill()
        before = self.stat(path)[1]
        self.change(path, "UPDATE entreprises SET denomination = 'x' "
                    "WHERE siren = '100000007'")
        self.assertNotEqual(self.stat(path)[1], before)


class Backup(stores.StoreTest):
    def test_gives_back_what_it_took(self):
        path = self.portal()
        said = self.good("store", "backup", path, "b.sqlite")
        rows, digest = self.stat(path)
        self.assertIn(digest, said)
        self.assertIn("same digest", said)
        self.assertIn(f"{sum(rows.values())} rows", said)
        backup = self.folder / "b.sqlite"
        self.assertEqual(stat.S_IMODE(backup.stat().st_mode), 0o600)
        self.assertIn(digest, self.good("store", "restore", backup,
                                        "again.sqlite"))
        self.assertEqual(self.stat("again.sqlite"), (rows, digest))
        self.good("store", "check", "again.sqlite")

    def test_is_one_file(self):
        self.fill()
        self.good("store", "backup", "b.sqlite", PRSE_STORE="portal.sqlite")
        self.assertEqual([p.name for p in self.folder.glob("b.sqlite*")],
                         ["b.sqlite"])

    def test_replaces_nothing(self):
        path = self.fill()
        self.file("b.sqlite", "precious")
        self.bad(IO, "replaces nothing", "store", "backup", path, "b.sqlite")
        self.assertEqual((self.folder / "b.sqlite").read_text(), "precious")
        os.symlink("nowhere", self.folder / "link")
        self.bad(IO, "replaces nothing", "store", "backup", path, "link")
        self.bad(IO, "No such file", "store", "backup", path,
                 "no/folder/b.sqlite")
        self.bad(USAGE, "is missing", "store", "backup", path)

    def test_is_restored_into_an_empty_store_only(self):
        path = self.fill()
        self.good("store", "backup", path, "b.sqlite")
        self.bad(INPUT, "holds rows already", "store", "restore", "b.sqlite",
                 path)
        self.bad(IO, "No such file", "store", "restore", "none", "new.sqlite")
        self.bad(USAGE, "is missing", "store", "restore")
        self.bad(INPUT, "not an SQLite file", "store", "restore",
                 self.file("text", "a line\n" * 100), "new.sqlite")
        self.assertFalse((self.folder / "new.sqlite").exists())

    def test_a_full_disk_leaves_nothing_half(self):
        path = self.fill(count=2000)

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        for words in (("backup", path, "b.sqlite"),
                      ("copy", path, "c.sqlite")):
            process = self.start("store", *words, preexec_fn=small_files)
            err = process.communicate(timeout=60)[1].decode()
            self.assertEqual(process.returncode, IO, err)
            self.assertRegex(err, "full|I/O|large|space")
        self.assertEqual(list(self.folder.glob("b.sqlite*")), [])
        self.assertEqual(self.rows("c.sqlite"), 0)
        self.good("store", "copy", path, "c.sqlite")

    def test_ctrl_c_leaves_nothing(self):
        path = self.fill(count=6000)
        process = self.start("store", "backup", path, "b.sqlite")
        while not list(self.folder.glob("b.sqlite.*")):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, -signal.SIGINT, err)
        self.assertIn("nothing was copied", err)
        self.assertEqual(list(self.folder.glob("b.sqlite*")), [])

    def test_a_terminal_sees_how_far_it_is(self):
        path = self.fill(count=3000)
        main, side = pty.openpty()
        process = subprocess.Popen(
            [harness.PROGRAM, "store", "backup", path, "b.sqlite"],
            cwd=self.folder, env=self.environment(TERM="xterm", COLUMNS="80"),
            stdout=subprocess.DEVNULL, stderr=side)
        os.close(side)
        told = b""
        while True:
            try:
                piece = os.read(main, 4096)
            except OSError:
                break
            told += piece
        os.close(main)
        self.assertEqual(process.wait(), OK)
        self.assertRegex(told.decode(), r"\r\d+/\d+ statuts")
        self.assertTrue(told.endswith(b"\r\x1b[K"), told[-50:])


class Check(stores.StoreTest):
    def findings(self, path, *words):
        answer = self.run_cli("store", "check", path, *words)
        self.assertEqual((answer.code, answer.err), (FINDINGS, ""))
        return answer.out

    def test_a_whole_store_has_nothing_to_report(self):
        path = self.portal()
        self.assertEqual(self.good("store", "check", path),
                         f"{path}: nothing to report.\n")

    def test_finds_a_journal_that_was_changed(self):
        for statement, found in (
                ("UPDATE journal SET acteur = 'x' WHERE numero = 3",
                 "event 3: its digest does not fit"),
                ("DELETE FROM journal WHERE numero = 5",
                 "event 6: events before it are missing"),
                ("DELETE FROM journal WHERE numero >= 20", "not the end"),
                ("DELETE FROM journal", "its events are gone")):
            path = self.portal(f"{hash(statement)}.sqlite")
            self.change(path, statement)
            self.assertIn(found, self.findings(path))

    def test_finds_references_to_nothing(self):
        path = self.portal()
        self.change(path, f"DELETE FROM entreprises WHERE siren = "
                    f"'{stores.SIREN}'")
        self.assertRegex(self.findings(path), r"finding")

    def test_finds_a_damaged_file(self):
        path = self.fill(count=500)
        content = bytearray(path.read_bytes())
        middle = len(content) // 2 // 4096 * 4096
        content[middle:middle + 4096] = b"\xa5" * 4096
        path.write_bytes(content)
        self.assertRegex(self.run_cli("store", "check", path).out,
                         r"\d+ finding")

    def test_looks_at_blobs_when_it_knows_them(self):
        path = self.portal()
        self.change(path, "DELETE FROM objets")
        self.change(path, "DELETE FROM documents")
        (self.folder / "blobs").mkdir()
        self.good("store", "check", path, "--blobs", "blobs")
        self.put_blob(None, b"orphan")
        self.assertIn("no document knows it",
                      self.findings(path, "--blobs", "blobs"))
        self.good("store", "check", path)
        # PRSE_BLOBS are those of PRSE_STORE, and of no other store.
        self.good("store", "check", path, PRSE_BLOBS="blobs")
        answer = self.run_cli("store", "check", PRSE_BLOBS="blobs",
                              PRSE_STORE=str(path))
        self.assertEqual(answer.code, FINDINGS)
        self.bad(IO, "No such file", "store", "check", path, "--blobs",
                 "bolbs")
        self.assertFalse((self.folder / "bolbs").exists())


class Tidy(stores.StoreTest):
    def test_tells_what_it_did(self):
        path = self.fill(count=30)
        self.assertRegex(self.good("store", "tidy", path),
                         r"Invitations that expired +\d+\n")

    def test_removes_orphans(self):
        path = self.portal()
        self.change(path, "DELETE FROM objets")
        self.change(path, "DELETE FROM documents")
        kept = self.put_blob(path, b"known")
        orphan = self.put_blob(None, b"orphan")
        young = self.put_blob(None, b"young", age_s=0)
        said = self.good("store", "tidy", path, "--blobs", "blobs")
        self.assertRegex(said, r"Files that nothing knows +1\n")
        self.assertEqual([p.exists() for p in (kept, orphan, young)],
                         [True, False, True])

    def test_the_blobs_of_another_store_are_left_alone(self):
        self.good("store", "init", "empty.sqlite")
        orphan = self.put_blob(None, b"precious")
        self.bad(INPUT, "is it the right store", "store", "tidy", "empty.sqlite",
                 "--blobs", "blobs")
        self.good("store", "tidy", "empty.sqlite", PRSE_BLOBS="blobs",
                  PRSE_STORE="other.sqlite")
        self.assertTrue(orphan.exists())


class Persons(stores.StoreTest):
    PERSON = "personne00000000000001"
    ADDRESS = f"MARQUEUR-{PERSON}@exemple.fr"

    def setUp(self):
        super().setUp()
        self.path = self.portal()

    def holds(self, text):
        found = []
        for (table,) in self.change(
                self.path, "SELECT name FROM sqlite_master WHERE type = "
                "'table'"):
            if text in repr(self.change(self.path,
                                        f'SELECT * FROM "{table}"')):
                found.append(table)
        return found

    def test_export_gives_everything_of_a_person(self):
        self.change(self.path, "UPDATE personnes SET courriel_plat = "
                    "lower(courriel_plat)")
        for name in (self.PERSON, self.ADDRESS):
            kept = json.loads(self.good("store", "export", self.path, name))
            self.assertEqual(kept["personnes"][0]["courriel"], self.ADDRESS)
            self.assertEqual(len(kept["habilitations"]), 1)
        self.good("store", "export", self.path, self.PERSON, "--out", "p.json")
        self.assertEqual(stat.S_IMODE(
            (self.folder / "p.json").stat().st_mode), 0o600)
        for name in ("nobody", "nobody@exemple.fr"):
            self.bad(FINDINGS, "nobody is known", "store", "export",
                     self.path, name)
        self.bad(USAGE, "a person is missing", "store", "export", self.path)

    def test_forget_asks_first(self):
        for answer in ("n\n", "", "?\n"):
            told = self.bad(FINDINGS, "nothing was done", "store", "forget",
                            self.path, self.PERSON, stdin=answer)
            self.assertIn(self.ADDRESS, told.out)
            self.assertRegex(told.out, r"Rights that go +1\n")
            self.assertIn("for good? [y/n]", told.err)
            self.assertIn("personnes", self.holds(self.PERSON))
        self.assertEqual(self.run_cli("store", "forget", self.path,
                                      self.PERSON, stdin="y\n").code, OK)
        self.assertEqual(self.holds(self.ADDRESS), [])

    def test_forget_leaves_an_id_that_leads_nowhere(self):
        self.good("store", "forget", self.path, self.PERSON, "--yes")
        self.assertEqual(self.holds(self.PERSON), ["journal"])
        self.good("store", "check", self.path)
        self.assertIn("person.erase", self.good("store", "journal",
                                                self.path))
        self.bad(FINDINGS, "nobody is known", "store", "forget", self.path,
                 self.PERSON, "--yes")

    def test_forget_reaches_documents_and_their_files(self):
        content = b"%PDF-1.4 of a person"
        blob = self.put_blob(self.path, content)
        self.change(
            self.path, "INSERT INTO documents (id, siren, genre, nom, type, "
            "taille, empreinte, depose_par, depose_le, version) VALUES "
            "('d1', ?, 'essai', 'a.pdf', 'application/pdf', ?, ?, ?, "
            "'2026-11-01 10:00:00.000', 1)",
            (stores.SIREN, len(content), blob.name, self.PERSON))
        told = self.run_cli("store", "forget", self.path, self.PERSON,
                            stdin="n\n").out
        self.assertRegex(told, r"Documents that stay, without name +1\n")
        said = self.good("store", "forget", self.path, self.PERSON, "--yes",
                         "--documents")
        self.assertRegex(said, r"Documents that go +1\n")
        self.assertIn("store tidy", said)
        self.assertTrue(blob.exists())
        self.good("store", "tidy", self.path, "--blobs", "blobs")
        self.assertFalse(blob.exists())

    def test_the_only_owner_of_others_stays(self):
        self.change(
            self.path, "INSERT INTO habilitations SELECT siren, "
            "'personne00000000000002', 'lecteur', NULL, NULL, NULL, cree_le, "
            "modifie_le, 1 FROM habilitations WHERE personne = ?",
            (self.PERSON,))
        self.bad(INPUT, "only owner", "store", "forget", self.path,
                 self.PERSON, "--yes")
        self.assertIn("personnes", self.holds(self.PERSON))


class Journal(stores.StoreTest):
    def test_shows_the_last_events_of_a_company(self):
        path = self.portal()
        page = self.good("store", "journal", path, stores.SIREN)
        self.assertEqual(len([line for line in page.splitlines()
                              if line[0].isdigit()]), 10)
        self.assertTrue(page.startswith("21 "), page)
        short = self.good("store", "journal", stores.SIREN, "--limit", "2",
                          "--format", "json", PRSE_STORE=str(path))
        self.assertEqual([event["numero"] for event in json.loads(short)],
                         [21, 20])
        self.assertEqual(self.good("store", "journal", path), "No event.\n")

    def test_refuses_what_is_none(self):
        path = self.portal()
        for limit in ("0", "x", "1001", "-1", "99999999999"):
            self.bad(USAGE, "--limit takes a number", "store", "journal",
                     path, "--limit", limit)
        self.bad(USAGE, "9 digits", "store", "journal", path, "12")
        self.bad(USAGE, "last digit", "store", "journal", path, "123456789")


class Servers(stores.StoreTest):
    """From a file to a server and back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = stores.Postgres()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.remove)

    def setUp(self):
        super().setUp()
        self.url = self.server.database("portail")

    def test_copies_keep_the_digest(self):
        path = self.fill(count=300)
        self.portal("small.sqlite")
        for source in (path, self.folder / "small.sqlite"):
            url = self.server.database("portail")
            rows, digest = self.stat(source)
            said = self.good("store", "copy", source, url)
            self.assertIn(digest, said)
            self.assertIn("same digest", said)
            self.assertEqual(self.stat(url), (rows, digest))
            back = f"{source}.back"
            self.good("store", "copy", url, back)
            self.assertEqual(self.stat(back), (rows, digest))

    def test_every_command_works_there(self):
        self.good("store", "init", self.url)
        self.assertIn("nothing to do", self.good("store", "migrate",
                                                 self.url))
        self.good("store", "check", self.url)
        self.good("store", "tidy", self.url)
        self.good("store", "journal", self.url)
        self.good("store", "backup", "empty.sqlite", PRSE_STORE=self.url)
        self.good("store", "restore", "empty.sqlite", PRSE_STORE=self.url)
        path = self.portal()
        self.good("store", "copy", path, self.url)
        self.bad(INPUT, "holds rows already", "store", "copy", path, self.url)
        self.good("store", "forget", self.url, "personne00000000000001",
                  "--yes")
        self.good("store", "check", self.url)

    def test_a_killed_copy_leaves_an_empty_store(self):
        path = self.fill(count=2500)
        rows = self.rows(path)
        killed = 0
        for target, other in (
                (self.url, self.server.database("autre")),
                (self.folder / "copy.sqlite", self.folder / "other.sqlite")):
            began = time.monotonic()
            self.good("store", "copy", path, other)
            usual_s = time.monotonic() - began
            for part in (0.1, 0.35, 0.5, 0.6, 0.7):
                after_s = usual_s * part
                process = self.start("store", "copy", path, target)
                time.sleep(after_s)
                process.kill()
                process.communicate()
                killed += process.returncode == -signal.SIGKILL
                left = self.rows(target)
                self.assertIn(left, (0, rows))
                if left:
                    break
            if not self.rows(target):
                self.good("store", "copy", path, target)
            self.assertEqual(self.stat(target), self.stat(path))
        self.assertGreater(killed, 3)

    def test_ctrl_c_leaves_an_empty_store(self):
        path = self.fill(count=4000)
        self.good("store", "init", self.url)
        process = self.start("store", "copy", path, self.url)
        until = time.monotonic() + 30
        while time.monotonic() < until and not self.server.sql(
                "SELECT 1 FROM pg_stat_activity WHERE datname = 'portail' "
                "AND backend_xid IS NOT NULL"):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, -signal.SIGINT, err)
        self.assertIn("nothing was copied", err)
        self.assertEqual(self.rows(self.url), 0)

    def test_a_copy_of_a_store_at_work_is_of_one_moment(self):
        path = self.fill(count=1500)
        process = self.start("store", "copy", path, self.url)
        process.stderr.close()
        while process.poll() is None:
            self.change(path, "UPDATE chaines SET numero = numero + 1, "
                        "version = version + 1 WHERE chaine = '100000000'")
            time.sleep(0.02)
        self.assertEqual(process.returncode, OK)

    def test_a_server_that_is_not_there(self):
        url = self.server.url_of("portail", port=1)
        for words in (("init", url), ("stat", url), ("check", url)):
            self.bad(IO, "refused", "store", *words)
        self.bad(IO, "does not exist", "store", "stat",
                 self.server.url_of("nowhere"))


class Passwords(stores.StoreTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = stores.Postgres(password=PASSWORD)
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.remove)

    def said(self, *words):
        answer = self.run_cli(*words, stdin="n\n")
        for text in (answer.out, answer.err):
            self.assertNotIn(PASSWORD, text)
            self.assertNotIn("faux-secret", text)
        return answer

    def test_are_never_shown(self):
        url = self.server.database("portail")
        path = self.portal()
        self.assertIn(PASSWORD, url)
        for words in (("init", url), ("stat", url), ("check", url),
                      ("migrate", url), ("copy", path, url), ("tidy", url),
                      ("backup", url, "b.sqlite"), ("journal", url),
                      ("stat", url, "--format", "json")):
            self.assertEqual(self.said("store", *words).code, OK, words)
        shown = self.said("store", "stat", url).out
        self.assertIn("postgresql://portailrse@127.0.0.1", shown)
        wrong = self.server.url_of("portail", password="faux-secret")
        self.assertEqual(self.said("store", "stat", wrong).code, IO)
        self.said("store", "stat", "a", url)
        self.said("store", "stat", "a", wrong, url)
        for odd in ("postgresql://u:faux-secret", "postgresql://u:faux-secret@",
                    "postgresql://h/d?password=faux-secret",
                    "postgresql://h/d?password=faux-secret@h",
                    "postgresql://u:faux-secret/x@h?y@127.0.0.1:1/d",
                    "postgres://u@h:faux-secret@127.0.0.1:1/d"):
            self.said("store", "stat", odd)
            self.said("store", "stat", "a", odd)
            self.said("store", "check", odd)


if __name__ == "__main__":
    stores.main()
