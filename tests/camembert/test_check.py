# SPDX-License-Identifier: Apache-2.0
"""`model check`: what it says of folders that are good, and of each kind of
bad one."""
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import made
import trained

PROGRAM = os.environ["PRSE_PROGRAM"]
COMMIT = "1a" * 20
FOUND, GOOD = 1, 0


class Check(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.root = Path(cls.temporary.name)
        for kind in ("stock", "existing"):
            trained.pieces(made.folder(cls.root / kind, kind), 290, 0.99)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def run_program(self, *words, **environment):
        done = subprocess.run(
            [PROGRAM, "model", "check", *map(str, words)], text=True,
            capture_output=True, check=False,
            env=os.environ | {"LC_ALL": "en"} | environment)
        self.assertNotIn("Sanitizer", done.stderr)
        return done

    def told(self, folder, *words, **environment):
        done = self.run_program(folder, "--format", "json", *words,
                                **environment)
        told = json.loads(done.stdout)
        self.assertEqual(told["usable"], told["findings"] == [])
        self.assertEqual(done.returncode, GOOD if told["usable"] else FOUND)
        return told

    def another(self, kind="stock", dtype="F32", **changes):
        """A folder of one's own, to be spoilt."""
        folder = self.root / self.id()
        shutil.rmtree(folder, ignore_errors=True)
        made.folder(folder, kind, dtype, **changes)
        shutil.copy(self.root / kind / "sentencepiece.bpe.model", folder)
        return folder

    def found(self, folder, *words):
        findings = self.told(folder)["findings"]
        self.assertEqual(len(findings), len(words), findings)
        for finding, word in zip(findings, words, strict=True):
            self.assertIn(word, finding)

    def test_a_good_one(self):
        told = self.told(self.root / "stock")
        weights = self.root / "stock/model.safetensors"
        parts = made.tensors("stock")
        self.assertEqual(told["findings"], [])
        self.assertEqual(told["digest"], hashlib.sha256(
            weights.read_bytes()).hexdigest())
        self.assertEqual(told["bytes"], weights.stat().st_size)
        self.assertEqual(told["numbers"],
                         sum(len(values) for _, values in parts.values()))
        expected = {"head": "huggingface", "layers": made.LAYERS,
                    "hidden": made.HIDDEN, "heads": made.HEADS,
                    "vocabulary": made.WORDS, "pieces": 290, "tokens": 64,
                    "labels": 3, "esrs_labels": 2}
        self.assertLessEqual(expected.items(), told.items())
        self.assertGreater(told["sentences_per_second"], 0)
        self.assertGreater(told["memory_bytes"], told["bytes"])

    def test_that_of_the_existing_service_in_8_bits(self):
        told = self.told(self.root / "existing", "--int8")
        self.assertEqual((told["head"], told["findings"]), ("existing", []))

    def test_in_words(self):
        for lang, word in (("en", "nothing to report"), ("fr", "rien à")):
            done = self.run_program(self.root / "stock", "--lang", lang)
            self.assertEqual(done.returncode, GOOD)
            self.assertIn(word, done.stdout)
            self.assertLessEqual(max(map(len, done.stdout.split("\n"))), 80)

    def test_labels_of_another_kind_are_told(self):
        folder = self.another(id2label={"0": "a", "1": "b", "2": "c"})
        self.assertEqual(self.told(folder)["esrs_labels"], 0)
        self.assertIn("none of which names", self.run_program(folder).stdout)

    def test_labels_that_are_the_same(self):
        self.found(self.another(id2label={"0": "a", "1": "b", "2": "a"}),
                   "two labels have the same name")

    def test_pickled_weights_only(self):
        folder = self.another()
        (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
        self.found(folder, "pickled weights are programs")

    def test_weights_in_several_files(self):
        folder = self.another()
        (folder / "model.safetensors").unlink()
        (folder / "model.safetensors.index.json").write_text("{}")
        self.found(folder, "save the model in one")

    def test_everything_that_is_missing(self):
        folder = self.another()
        for path in folder.iterdir():
            path.unlink()
        (folder / "tokenizer.json").write_text("{}")
        self.found(folder, "config.json: it is missing",
                   "model.safetensors: it is missing",
                   "tokenizer.json alone is not read")

    def test_a_tensor_is_missing(self):
        folder = self.another()
        parts = made.tensors("stock")
        name = "roberta.encoder.layer.1.attention.output.dense.weight"
        del parts[name]
        (folder / "model.safetensors").write_bytes(made.safetensors(parts))
        self.found(folder, "the network needs this tensor "
                   "(encoder.layer.1.attention.output.dense.weight)")

    def test_a_tensor_of_another_shape(self):
        self.found(self.another(intermediate_size=made.INNER * 2),
                   "expected floats of the shape 256 x 64, not 128 x 64")

    def test_a_tensor_of_another_type(self):
        folder = self.another()
        path = folder / "model.safetensors"
        path.write_bytes(path.read_bytes().replace(b'"F32"', b'"F64"', 1))
        self.found(folder, "dtype is none of")

    def test_halves_are_good(self):
        self.assertEqual(self.told(self.another(dtype="F16"))["findings"], [])

    def test_weights_that_are_cut(self):
        folder = self.another()
        path = folder / "model.safetensors"
        path.write_bytes(path.read_bytes()[:-4])
        self.found(folder, "do not fit")

    def test_weights_that_are_no_numbers(self):
        folder = self.another()
        parts = made.tensors("stock")
        shape, values = parts["classifier.out_proj.bias"]
        parts["classifier.out_proj.bias"] = (shape, [float("nan")] * 3)
        self.assertEqual(len(values), 3)
        (folder / "model.safetensors").write_bytes(made.safetensors(parts))
        self.found(folder, "an answer that is no number")

    def test_pieces_of_another_network(self):
        folder = self.another()
        trained.pieces(folder, 400)
        self.found(folder, "more than the 300 words of the network")

    def test_another_kind_of_network(self):
        self.found(self.another(model_type="bert"),
                   "camembert and xlm-roberta are known")

    def test_no_json(self):
        folder = self.another()
        (folder / "config.json").write_text("{")
        self.found(folder, "config.json: ")

    def test_no_folder(self):
        done = self.run_program(self.root / "absent")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("can't be opened", done.stderr)

    def test_a_model_of_the_cache(self):
        snapshot = (self.root / "cache/models--owner--model/snapshots" /
                    COMMIT)
        shutil.copytree(self.root / "stock", snapshot)
        cache = {"HF_HUB_CACHE": str(self.root / "cache")}
        told = self.told(f"owner/model@{COMMIT}", **cache)
        self.assertEqual(told["folder"], str(snapshot))
        done = self.run_program("owner/model@v2", **cache)
        self.assertEqual(done.returncode, 3)
        self.assertIn("portailrse model get owner/model@v2", done.stderr)


if __name__ == "__main__":
    unittest.main()
