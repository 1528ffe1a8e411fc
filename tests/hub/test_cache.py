# SPDX-License-Identifier: Apache-2.0
"""The cache: as the tools of Python keep it, and without a network."""
import os
import shutil
import unittest

from getting import INPUT, HubTest
from hub import COMMIT, OLDER


class Cache(HubTest):
    def test_as_the_tools_of_python_keep_it(self):
        told = self.get("owner/model@main")
        snapshot = self.repository / "snapshots" / COMMIT
        self.assertEqual(told["folder"], str(snapshot))
        for file in told["files"]:
            link = os.readlink(snapshot / file["name"])
            self.assertEqual(link, f"../../blobs/{file['digest']}")
        self.assertEqual((self.repository / "refs/main").read_text(), COMMIT)
        self.assertFalse(list(self.cache.glob("**/*.incomplete")))

    def test_a_second_time_nothing_comes(self):
        self.get()
        before = len(self.hub.cdn_asked)
        self.assertEqual(self.get()["fetched"], 0)
        self.assertEqual(len(self.hub.cdn_asked), before)

    def test_a_blob_that_was_damaged_is_fetched_again(self):
        told = self.get()
        blob = (self.repository / "blobs" / told["files"][1]["digest"])
        data = bytearray(blob.read_bytes())
        data[1000] ^= 1
        blob.write_bytes(data)
        again = self.get()
        self.assertEqual(again["fetched"], len(data))
        self.holds(again, "model.safetensors")

    def test_two_commits_share_what_is_the_same(self):
        self.get()
        told = self.get(f"owner/model@{OLDER}")
        self.assertEqual(told["fetched"], 0)
        self.holds(told, "model.safetensors")

    def test_without_a_network(self):
        first = self.get("owner/model@main")
        self.hub.close()
        for name in ("owner/model@main", "owner/model",
                     f"owner/model@{COMMIT}"):
            told = self.get(name, "--offline")
            self.assertEqual(told["files"], first["files"])
            self.holds(told, "model.safetensors")

    def test_what_is_not_there_is_told(self):
        self.refused(INPUT, "must be fetched first", "owner/model@main",
                     "--offline")
        self.get("owner/model@main")
        self.refused(INPUT, "must be fetched first", "owner/model@v1",
                     "--offline")
        self.refused(INPUT, "no onnx/model.onnx", "owner/model@main",
                     "--offline", "--files", "onnx/model.onnx")
        (self.repository / "snapshots" / COMMIT /
         "model.safetensors").unlink()
        self.refused(INPUT, "no model.safetensors", "owner/model@main",
                     "--offline")

    def test_where_it_is(self):
        for variables, place in (
                ({"HF_HOME": "home"}, "home/hub"),
                ({"XDG_CACHE_HOME": "xdg"}, "xdg/huggingface/hub"),
                ({"HOME": "user"}, "user/.cache/huggingface/hub")):
            said = {"HF_HUB_CACHE": ""} | {
                key: str(self.folder / value)
                for key, value in variables.items()}
            told = self.get(**said)
            self.assertTrue(told["folder"].startswith(
                str(self.folder / place)), told["folder"])
        self.refused(INPUT, "set HF_HUB_CACHE", HF_HUB_CACHE="")

    def test_a_folder_that_cannot_be_written(self):
        self.cache.write_text("a file")
        self.refused(4, "can't be made")


class Model(HubTest):
    """--model owner/name@revision"""

    def test_is_never_fetched_silently(self):
        done = self.run_cli("classify", "--model", f"owner/model@{COMMIT}")
        self.assertEqual(done.returncode, INPUT)
        self.assertIn(f"portailrse model get owner/model@{COMMIT}",
                      done.stderr)
        self.assertEqual(self.hub.asked, [])

    def test_is_that_of_the_cache(self):
        self.get()
        done = self.run_cli("classify", "--model", f"owner/model@{COMMIT}")
        self.assertNotEqual(done.returncode, 0)  # its weights are none
        self.assertNotIn("model get", done.stderr)

    def test_a_folder_of_that_name_goes_before(self):
        self.get()
        shutil.copytree(self.repository / "snapshots" / COMMIT,
                        self.folder / "own@1")
        done = self.run_cli("classify", "--model", "own@1")
        self.assertNotIn("model get", done.stderr)


if __name__ == "__main__":
    unittest.main()
