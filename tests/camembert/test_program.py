# SPDX-License-Identifier: Apache-2.0
"""A whole folder: the plug under its conformance kit, and the program."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import graph
import made
import trained

PROBE, PROGRAM = os.environ["PRSE_PROBE"], os.environ["PRSE_PROGRAM"]


class Folder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = made.folder(Path(cls.temporary.name) / "m", "stock")
        trained.pieces(cls.folder, 290, 0.99)
        cls.texts = trained.sentences()[:300]

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def run_program(self, *words, env=None, **more):
        done = subprocess.run([PROGRAM, *map(str, words)], text=True,
                              capture_output=True, check=False,
                              env=os.environ | {"LANG": "en"} | (env or {}),
                              **more)
        self.assertNotIn("Sanitizer", done.stderr)
        return done

    def classify(self, *words, texts=None):
        table = "text\n" + "".join(t + "\n" for t in texts or self.texts)
        done = self.run_program("classify", "--model", self.folder, *words,
                                input=table)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [line.split("\t") for line in done.stdout.splitlines()[1:]]

    def test_the_conformance_kit(self):
        done = subprocess.run([PROBE, "kit", self.folder], text=True,
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_each_sentence_has_a_label_of_the_model(self):
        rows = self.classify()
        self.assertEqual([row[0] for row in rows], self.texts)
        self.assertLessEqual({row[1] for row in rows}, set(made.LABELS))
        self.assertTrue(all(0 < float(row[3]) <= 1 for row in rows))

    def test_alone_or_among_others_the_answer_is_the_same(self):
        alone = [self.classify(texts=[text])[0] for text in self.texts[:5]]
        self.assertEqual(alone, self.classify()[:5])

    def test_a_very_long_sentence_is_cut(self):
        self.assertEqual(len(self.classify(texts=["climat " * 5000])), 1)

    def test_eight_bits(self):
        exact, small = self.classify(), self.classify("--int8")
        same = sum(a[1] == b[1] for a, b in zip(exact, small, strict=True))
        print(f"8 bits: {same} of {len(exact)} labels the same")
        self.assertGreater(same, 0.8 * len(exact))

    def test_another_engine(self):
        library = graph.library()
        if not library:
            self.skipTest("no libonnxruntime.so")
        own = self.classify()
        (self.folder / "model.onnx").write_bytes(graph.Camembert().whole())
        theirs = self.classify("--onnxruntime", library)
        self.assertEqual([row[:3] for row in own],
                         [row[:3] for row in theirs])
        self.assertEqual(own, self.classify())  # weights go before a graph

    def test_a_graph_alone_wants_the_library(self):
        alone = made.folder(Path(self.temporary.name) / "graph", "stock")
        trained.pieces(alone, 290, 0.99)
        (alone / "model.safetensors").rename(alone / "model.onnx")
        done = self.run_program("classify", "--model", alone,
                                "--onnxruntime", alone / "none.so",
                                input="text\n")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("ONNX Runtime can't be opened", done.stderr)

    def test_a_folder_without_pieces_is_refused_with_the_file(self):
        bare = made.folder(Path(self.temporary.name) / "bare", "stock")
        done = self.run_program("classify", "--model", bare, input="text\n")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("sentencepiece.bpe.model", done.stderr)

    def test_pieces_of_another_network_are_refused(self):
        other = made.folder(Path(self.temporary.name) / "other", "stock")
        trained.pieces(other, 400)
        done = self.run_program("classify", "--model", other, input="text\n")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("more than the 300 words of the network", done.stderr)

    def labels(self, small, threads):
        done = subprocess.run(
            [PROBE, "labels", self.folder, str(small), str(threads)],
            input="\n".join(self.texts), text=True, capture_output=True,
            check=True)
        return [(int(label), float(confidence)) for label, confidence in
                map(str.split, done.stdout.splitlines())]

    def test_batches_side_by_side_say_the_same(self):
        """More texts than a batch holds, and the last one less full."""
        for small in (0, 1):
            alone, beside = self.labels(small, 1), self.labels(small, 3)
            self.assertEqual(len(alone), len(self.texts))
            self.assertEqual([a[0] for a in alone], [b[0] for b in beside])
            far = max(abs(a[1] - b[1]) for a, b in zip(alone, beside))
            print(f"1 and 3 threads: at most {far:.2g} apart")
            self.assertLessEqual(far, 1e-5)

    def test_onednn_that_cannot_be_loaded_is_told(self):
        """An empty file comes before the system's library."""
        first = Path(self.temporary.name) / "libraries"
        first.mkdir()
        for version in (2, 3):
            (first / f"libdnnl.so.{version}").touch()
        where = f"{first}:{os.environ.get('LD_LIBRARY_PATH', '')}"
        done = self.run_program("classify", "--model", self.folder,
                                input="text\n",
                                env={"LD_LIBRARY_PATH": where})
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("oneDNN is not installed", done.stderr)


if __name__ == "__main__":
    unittest.main()
