# SPDX-License-Identifier: Apache-2.0
"""Sentences of 49 tokens through a CamemBERT of full size with random weights:
this library beside ONNX Runtime and PyTorch, on two threads each.

usage: bench.py PROBE [ROUNDS]

Every engine is a process that waits for its turn; in a round each runs all
sentences once, so that a slow minute of the machine is everybody's. What is
compared is the median over the rounds of the ratio in one round. This library
starts from texts, its peers from tokens that are made beforehand. Exit 1 where
a peer is quicker than it may be, 77 without PyTorch, transformers and ONNX
Runtime: an environment that has them is made as docs/camembert.md tells, and
named by PRSE_PEERS (its Python).

Debian's PyTorch multiplies with the BLAS that is installed. The slow reference
one is no peer; OpenBLAS is told of AVX-512, which it does not see by itself on
newer processors."""
import importlib.util
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
MODULES = ("torch", "transformers", "onnxruntime", "onnx", "safetensors",
           "sentencepiece")
SENTENCES, TOKENS, THREADS = 84, 49, 2
# This library, a peer, and how many times as quick it must be.
COMPARED = (("f32", "ONNX Runtime f32, unpadded", 1.0),
            ("f32", "PyTorch f32, padded to 128", 2.5),
            ("int8", "ONNX Runtime int8, unpadded", 1.0))


def tokens_of(probe, folder, texts):
    done = subprocess.run(
        [probe, "tokens", folder], text=True, capture_output=True, check=True,
        input="".join(text.encode().hex() + "\n" for text in texts))
    return [list(map(int, line.split())) for line in done.stdout.splitlines()]


def sentences(probe, folder):
    """Texts of TOKENS tokens each, and those tokens."""
    import trained
    words = " ".join(trained.sentences()).split()
    chance = random.Random(1)
    found = []
    while len(found) < SENTENCES:
        starts = [chance.randrange(len(words) - 40) for _ in range(2000)]
        texts = [" ".join(words[s:s + chance.randint(15, 30)])
                 for s in starts]
        found += [(text, ids) for text, ids in
                  zip(texts, tokens_of(probe, folder, texts), strict=True)
                  if len(ids) == TOKENS]
    return zip(*found[:SENTENCES])


def environment():
    told = {"OMP_NUM_THREADS": str(THREADS)}
    if "avx512dq" in Path("/proc/cpuinfo").read_text():
        told["OPENBLAS_CORETYPE"] = "SkylakeX"
    return os.environ | told


class Engine:
    """A process that runs all sentences for each line it gets."""

    def __init__(self, words, lines):
        self.process = subprocess.Popen(
            [str(word) for word in words], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=environment())
        self.process.stdin.write("".join(f"{line}\n" for line in lines))
        self.process.stdin.write("\n")
        self.round()  # warm before the next one starts

    def round(self):
        """Seconds, and those of the processors."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return tuple(map(float, self.process.stdout.readline().split()))

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def start(probe, folder, texts, tokens):
    rows = [" ".join(map(str, ids)) for ids in tokens]
    peer = [sys.executable, HERE / "peer.py"]
    return {
        "f32": Engine([probe, "speed", folder, 0, THREADS], texts),
        "int8": Engine([probe, "speed", folder, 1, THREADS], texts),
        "ONNX Runtime f32, unpadded":
            Engine(peer + ["onnx", folder / "model.onnx", THREADS], rows),
        "ONNX Runtime int8, unpadded":
            Engine(peer + ["onnx", folder / "small.onnx", THREADS], rows),
        "PyTorch f32, padded to 128":
            Engine(peer + ["torch", folder, THREADS], rows)}


def run(engines, rounds):
    """Engine -> (seconds, seconds of the processors) of each round."""
    times = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            times[name].append(engine.round())
    for engine in engines.values():
        engine.stop()
    return times


def show(times):
    print(f"{SENTENCES} sentences of {TOKENS} tokens, {THREADS} threads, "
          f"{len(next(iter(times.values())))} rounds")
    print(f"{'':30}{'median, a second':>18}{'best':>7}"
          f"{'processor ms each':>20}")
    for name, pairs in times.items():
        walls, cpus = zip(*pairs)
        print(f"{name:30}{SENTENCES / statistics.median(walls):18.1f}"
              f"{SENTENCES / min(walls):7.1f}"
              f"{1000 * statistics.median(cpus) / SENTENCES:20.1f}")


def compare(times, ours, peer, least):
    """1 where it is not as quick as it must be."""
    ratios = sorted(b[0] / a[0] for a, b in zip(times[ours], times[peer]))
    middle = statistics.median(ratios)
    best = (min(wall for wall, _ in times[peer])
            / min(wall for wall, _ in times[ours]))
    print(f"{ours} / {peer}: {middle:.2f} ({ratios[0]:.2f} to "
          f"{ratios[-1]:.2f}; of the best {best:.2f}); "
          f"at least {least} is wanted")
    return middle < least


def main(probe, rounds="7"):
    missing = [m for m in MODULES if not importlib.util.find_spec(m)]
    if missing:
        print("not installed: " + ", ".join(missing))
        return 77
    import model
    import trained
    with tempfile.TemporaryDirectory(prefix="prse-bench-") as name:
        folder = Path(name)
        trained.pieces(folder, 1500)
        model.write(folder)
        texts, tokens = sentences(probe, folder)
        times = run(start(probe, folder, texts, tokens), int(rounds))
    show(times)
    return int(any([compare(times, *each) for each in COMPARED]))


if __name__ == "__main__":
    if peers := os.environ.pop("PRSE_PEERS", None):
        os.execv(peers, [peers, __file__, *sys.argv[1:]])
    sys.exit(main(*sys.argv[1:]))
