# SPDX-License-Identifier: Apache-2.0
"""The objects that a process shares."""
import os
import threading
from datetime import date, datetime, timezone
from unittest import mock

from django.conf import settings
from django.test import SimpleTestCase, override_settings
from django.utils.translation import override
from django_portailrse import engine

import portailrse as rse


def in_child(work):
    """What happens in a child: its exit code, 0 when all is well."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Sharing(SimpleTestCase):
    def test_the_pack_is_made_once_a_process(self):
        self.assertIs(engine.pack(), engine.pack())

    def test_threads_share_it_even_when_they_all_come_first(self):
        engine.forget()
        found = []
        barrier = threading.Barrier(8)

        def ask():
            barrier.wait()
            found.append(engine.pack())

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len({id(pack) for pack in found}), 1)

    def test_each_thread_has_a_dashboard_of_its_own(self):
        found = [engine.dashboard(), engine.dashboard()]
        thread = threading.Thread(
            target=lambda: found.append(engine.dashboard()))
        thread.start()
        thread.join()
        self.assertIs(found[0], found[1])
        self.assertIsNot(found[0], found[2])

    def test_a_child_makes_its_own_and_leaves_the_parents_alone(self):
        pack = engine.pack()
        engine.dashboard()
        engine.services()

        def work():
            assert engine.pack() is not pack
            engine.dashboard().run("356000000", date="2026-11-27",
                                   offline=True)
            assert pack.answers({}, date="2026-11-27")

        self.assertEqual(in_child(work), 0)
        self.assertIs(engine.pack(), pack)
        self.assertTrue(pack.answers({}, date="2026-11-27"))

    def test_another_setting_makes_another_pack(self):
        demo = settings.ROOT / "packs" / "demo-commune"
        with override_settings(PORTAILRSE={"PACK": demo}):
            self.assertEqual(engine.pack().id, "demo-commune")
        self.assertEqual(engine.pack().id, "fr-rse")

    def test_what_could_not_be_made_is_tried_again(self):
        with override_settings(PORTAILRSE={"PACK": "/nulle/part"}):
            for _ in range(2):
                with self.assertRaises(rse.Error):
                    engine.pack()
        self.assertEqual(engine.pack().id, "fr-rse")

    def test_overlays_change_the_law(self):
        overlay = next((settings.ROOT / "packs" / "fr-rse" /
                        "overlays").glob("*.yaml"))
        plain = engine.pack().digest
        with override_settings(PORTAILRSE={**settings.PORTAILRSE,
                                           "OVERLAYS": [str(overlay)]}):
            self.assertNotEqual(engine.pack().digest, plain)


class Asking(SimpleTestCase):
    def test_a_dashboard_knows_what_the_register_says(self):
        ran = engine.run("356 000 000")
        self.assertEqual(ran.unit.siren, "356000000")

    def test_what_the_host_knows_goes_first(self):
        ran = engine.run("356000000", {"effectif": 3})
        self.assertEqual(ran.facts["effectif"], "3")

    def test_the_day_is_that_of_paris(self):
        night = datetime(2026, 11, 26, 23, 30, tzinfo=timezone.utc)
        with mock.patch("django.utils.timezone.now", return_value=night):
            self.assertEqual(engine.today(), date(2026, 11, 27))

    def test_the_language_follows_django_or_the_setting(self):
        for code, lang in (("fr", rse.Lang.FR), ("fr-ca", rse.Lang.FR),
                           ("en", rse.Lang.EN), ("de", rse.Lang.EN)):
            with override(code):
                self.assertEqual(engine.lang(), lang, code)
        with override_settings(PORTAILRSE={"LANG": "en"}), override("fr"):
            self.assertEqual(engine.lang(), rse.Lang.EN)
