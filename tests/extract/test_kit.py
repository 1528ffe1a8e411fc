# SPDX-License-Identifier: Apache-2.0
"""Both readers hold the contract of the plug."""
import os
import subprocess
import unittest

import reading


class Kit(unittest.TestCase):
    def run_kit(self, library):
        done = subprocess.run([os.environ["PRSE_EXTRACT_KIT"],
                               os.environ["PRSE_HELPERS"], library],
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertGreaterEqual(done.stdout.count("holds "), 12)

    def test_pdftotext(self):
        self.run_kit("-")

    @unittest.skipUnless(reading.pdfium_library(), "no libpdfium")
    def test_pdfium(self):
        self.run_kit(reading.pdfium_library())


if __name__ == "__main__":
    unittest.main(verbosity=2)
