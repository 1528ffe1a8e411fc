# SPDX-License-Identifier: Apache-2.0
"""Logits beside those that PyTorch gave (expected.json)."""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import made

PROBE = os.environ["PRSE_PROBE"]
EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text())
BOUND = 1e-3


class Numerics(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_model(self, folder, small=0, threads=1, sentences=None):
        lines = "\n".join(" ".join(map(str, ids))
                          for ids in sentences or made.sentences())
        done = subprocess.run([PROBE, "logits", folder, str(small),
                               str(threads)], input=lines, text=True,
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [list(map(float, line.split()))
                for line in done.stdout.splitlines()]

    def compare(self, said, wanted, bound):
        far = max(abs(a - b) for x, y in zip(said, wanted, strict=True)
                  for a, b in zip(x, y, strict=True))
        same = sum(x.index(max(x)) == y.index(max(y))
                   for x, y in zip(said, wanted))
        print(f"{self.id().split('.')[-1]}: at most {far:.2g} apart, "
              f"{same} of {len(said)} labels the same")
        self.assertLessEqual(far, bound)
        return same

    def check(self, kind, bound=BOUND, **how):
        said = self.run_model(made.folder(self.folder / "m", kind), **how)
        same = self.compare(said, EXPECTED[kind], bound)
        if "small" not in how:
            self.assertEqual(same, len(said))

    def test_the_stock_head(self):
        self.check("stock")

    def test_the_existing_services_head(self):
        self.check("existing")

    def test_two_threads_say_the_same(self):
        self.check("stock", threads=2)

    def test_eight_bits_are_near(self):
        self.check("stock", bound=0.15, small=1)

    def test_weights_of_sixteen_bits(self):
        for dtype, bound in (("F16", 0.01), ("BF16", 0.1)):
            path = made.folder(self.folder / dtype, "stock", dtype)
            self.compare(self.run_model(path), EXPECTED["stock"], bound)

    def test_a_sentence_does_not_depend_on_its_neighbours(self):
        path = made.folder(self.folder / "m", "stock")
        together = self.run_model(path)
        alone = [self.run_model(path, sentences=[ids])[0]
                 for ids in made.sentences()[::5]]
        self.compare(alone, together[::5], 1e-5)


class Refusals(Numerics):
    def refused(self, folder, message):
        done = subprocess.run([PROBE, "logits", folder, "0", "1"], input="",
                              text=True, capture_output=True, check=False)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(message, done.stderr)


def refusal(name, message, kind="stock", change=None, **config):
    def test(self):
        path = made.folder(self.folder / "m", kind, **config)
        if change:
            change(path)
        self.refused(path, message)
    setattr(Refusals, f"test_{name}", test)


def without(tensor):
    def change(path):
        parts = made.tensors("stock")
        del parts[tensor]
        (path / "model.safetensors").write_bytes(made.safetensors(parts))
    return change


def cut(path):
    file = path / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-4])


for test in [name for name in dir(Refusals) if name.startswith("test_")]:
    setattr(Refusals, test, None)
refusal("a_missing_tensor", "the network needs this tensor",
        change=without("roberta.encoder.layer.1.output.dense.bias"))
refusal("a_shape_that_does_not_fit", "floats of the shape 299 x 64, not 300",
        vocab_size=299)
refusal("a_file_that_was_cut", "do not fit its shape or the file", change=cut)
refusal("an_activation_that_is_not_known", "gelu is known", hidden_act="relu")
refusal("another_kind_of_network", "camembert and xlm-roberta are known",
        model_type="bert")
refusal("labels_that_do_not_fit_the_head", "outputs for 2 labels",
        kind="existing", labels_names=["a", "b"])
refusal("several_labels_a_sentence", "one label a sentence", kind="existing",
        multilabel=True)
refusal("no_weights", "No such file",
        change=lambda path: (path / "model.safetensors").unlink())

if __name__ == "__main__":
    unittest.main()
