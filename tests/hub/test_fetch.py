# SPDX-License-Identifier: Apache-2.0
"""What is fetched, and how what breaks off is gone on with."""
import hashlib
import unittest

from getting import HubTest, IO
from hub import COMMIT, OLDER, TOKEN, git

USUAL = ["config.json", "model.safetensors", "sentencepiece.bpe.model",
         "tokenizer.json"]


class What(HubTest):
    def test_what_is_needed_and_nothing_else(self):
        told = self.get()
        self.assertEqual([f["name"] for f in told["files"]], USUAL)
        self.holds(told, *USUAL)
        self.assertEqual(told["commit"], COMMIT)
        self.assertEqual(told["fetched"],
                         sum(len(self.hub.files[n]) for n in USUAL))
        for file in told["files"]:
            data = self.hub.files[file["name"]]
            self.assertEqual(file["bytes"], len(data))
            self.assertIn(file["digest"],
                          (hashlib.sha256(data).hexdigest(), git(data)))
        asked = " ".join(path for _, path, _ in self.hub.asked)
        self.assertNotIn("pytorch_model.bin", asked)

    def test_files_by_name(self):
        self.hub.files["onnx/model.onnx"] = b"graph" * 2000
        told = self.get("owner/model@v1", "--files",
                        "config.json onnx/model.onnx config.json")
        self.holds(told, "config.json", "onnx/model.onnx")
        self.assertEqual((told["commit"], len(told["files"])), (OLDER, 2))

    def test_a_branch_is_resolved_and_the_commit_advised(self):
        for name in ("owner/model", "owner/model@main",
                     "owner/model@refs/pr/3"):
            done = self.run_cli("model", "get", name)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(f"write owner/model@{COMMIT}", done.stderr)
        revisions = {path for _, path, _ in self.hub.asked if "api" in path}
        self.assertIn("/api/models/owner/model/revision/refs%2Fpr%2F3",
                      revisions)
        self.assertEqual(
            (self.repository / "refs/refs/pr/3").read_text(), COMMIT)

    def test_a_folder_of_its_own(self):
        self.get(f"owner/model@{COMMIT}", "--to", self.folder / "mine")
        for name in USUAL:
            path = self.folder / "mine" / name
            self.assertFalse(path.is_symlink())
            self.assertEqual(path.read_bytes(), self.hub.files[name])

    def test_an_empty_file(self):
        self.hub.files["tokenizer.json"] = b""
        self.holds(self.get(), "tokenizer.json")

    def test_a_renamed_repository(self):
        self.hub.renamed = "owner/before"
        told = self.get(f"owner/before@{COMMIT}")
        self.assertEqual(told["repository"], "owner/before")
        self.holds(told, *USUAL)


class Token(HubTest):
    def test_goes_to_the_hub_alone(self):
        self.hub.private = True
        self.get(HF_TOKEN=TOKEN)
        for _, _, headers in self.hub.asked:
            self.assertEqual(headers["authorization"], f"Bearer {TOKEN}")
        self.assertTrue(self.hub.cdn_asked)
        for _, headers in self.hub.cdn_asked:
            self.assertNotIn("authorization", headers)

    def test_of_a_file(self):
        self.hub.private = True
        path = self.folder / "token"
        path.write_text(TOKEN + "\n")
        self.get(f"owner/model@{COMMIT}", "--token-file", path,
                 HF_TOKEN="hf_wrong")

    def test_is_in_no_error(self):
        self.hub.private = True
        said = self.refused(3, "no such repository", HF_TOKEN="hf_wrong")
        self.assertNotIn("hf_wrong", said)

    def test_that_is_none(self):
        self.refused(5, "without blanks", HF_TOKEN="hf a\nX-Evil: 1")


class BreaksOff(HubTest):
    def ranges(self):
        return [headers.get("range") for path, headers in self.hub.cdn_asked
                if path.startswith("/model.safetensors")]

    def test_the_rest_is_asked_for(self):
        self.hub.cdn_errors = ["cut"]
        self.holds(self.get(), *USUAL)
        half = len(self.hub.files["model.safetensors"]) // 2
        first, second = self.ranges()
        self.assertIsNone(first)
        self.assertRegex(second, r"^bytes=\d+-$")
        self.assertLessEqual(int(second[6:-1]), half)

    def test_again_and_again(self):
        self.hub.cdn_errors = ["cut"] * 4
        self.holds(self.get(), *USUAL)
        starts = [int(r[6:-1]) for r in self.ranges() if r]
        self.assertEqual(starts, sorted(starts))

    def test_an_answer_that_ends_too_early(self):
        self.hub.cdn_errors = ["short", "short"]
        self.holds(self.get(), *USUAL)

    def test_a_server_without_ranges_begins_again(self):
        self.hub.cdn_errors, self.hub.ranges = ["cut"], False
        self.holds(self.get(), *USUAL)

    def test_another_part_than_was_asked_for_is_refused(self):
        self.hub.cdn_errors, self.hub.range_shift = ["cut"], 7
        self.refused(IO, "another part of the file")

    def test_small_files_and_descriptions_too(self):
        self.hub.errors = [500, None, 503, None, "reset", 408]
        self.holds(self.get(), *USUAL)

    def test_not_for_ever(self):
        self.hub.errors = [500] * 50
        self.refused(IO, "answered 500")
        self.assertEqual(len(self.hub.asked), 5)

    def test_what_another_left_that_is_longer_is_thrown_away(self):
        data = self.hub.files["model.safetensors"]
        blobs = self.repository / "blobs"
        blobs.mkdir(parents=True)
        name = hashlib.sha256(data).hexdigest()
        (blobs / f"{name}.incomplete").write_bytes(data + b"more")
        self.holds(self.get(), *USUAL)

    def test_a_wrong_beginning_is_fetched_again(self):
        data = self.hub.files["model.safetensors"]
        blobs = self.repository / "blobs"
        blobs.mkdir(parents=True)
        name = hashlib.sha256(data).hexdigest()
        (blobs / f"{name}.incomplete").write_bytes(b"x" * 1000)
        self.holds(self.get(), *USUAL)
        self.assertEqual(self.ranges(), ["bytes=1000-", None])

    def test_what_is_whole_already_is_not_asked_for(self):
        data = self.hub.files["model.safetensors"]
        blobs = self.repository / "blobs"
        blobs.mkdir(parents=True)
        name = hashlib.sha256(data).hexdigest()
        (blobs / f"{name}.incomplete").write_bytes(data)
        self.holds(self.get(), *USUAL)
        self.assertEqual(self.ranges(), [])


if __name__ == "__main__":
    unittest.main()
