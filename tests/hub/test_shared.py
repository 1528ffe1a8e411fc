# SPDX-License-Identifier: Apache-2.0
"""The Hub's own client, against the same server and the same cache: what either
fetched, the other finds."""
import os
import subprocess
import sys
import threading
import unittest

from getting import HubTest
from hub import COMMIT

CLIENT = """
import sys
from huggingface_hub import hf_hub_download
for name in sys.argv[2:]:
    print(hf_hub_download("owner/model", name, revision=sys.argv[1]))
"""
NAMES = ["config.json", "model.safetensors", "sentencepiece.bpe.model"]


class Shared(HubTest):
    def client(self, revision, *names, **environment):
        done = subprocess.run(
            [sys.executable, "-c", CLIENT, revision, *names], text=True,
            capture_output=True, check=False, timeout=120,
            env=os.environ | self.environment(
                HF_HUB_DISABLE_XET="1", HF_HUB_DISABLE_TELEMETRY="1",
                HOME=str(self.folder)) | environment)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return done.stdout.split()

    def test_the_client_finds_what_we_fetched(self):
        told = self.get("owner/model@main")
        self.hub.close()
        for revision in ("main", COMMIT):
            paths = self.client(revision, *NAMES, HF_HUB_OFFLINE="1")
            self.assertEqual(paths, [f"{told['folder']}/{name}"
                                     for name in NAMES])

    def test_we_find_what_the_client_fetched(self):
        paths = self.client("main", *NAMES)
        self.assertIn("/model.safetensors?",
                      " ".join(path for path, _ in self.hub.cdn_asked))
        self.assertEqual(self.get("owner/model@main", "--files",
                                  " ".join(NAMES))["fetched"], 0)
        self.hub.close()
        told = self.get("owner/model@main", "--offline")
        self.assertEqual([f"{told['folder']}/{name}" for name in NAMES],
                         paths)
        self.holds(told, *NAMES)

    def test_both_at_once(self):
        thread = threading.Thread(
            target=lambda: self.client(COMMIT, "model.safetensors"))
        thread.start()
        told = self.get()
        thread.join()
        self.holds(told, "model.safetensors")
        self.assertEqual(self.client(COMMIT, "model.safetensors"),
                         [f"{told['folder']}/model.safetensors"])


if __name__ == "__main__":
    unittest.main()
