# SPDX-License-Identifier: Apache-2.0
"""peer.py onnx FILE THREADS | torch FOLDER THREADS: lines of tokens, an empty
one, and a line a round in; seconds, and those of the processors, of each round
out. ONNX Runtime gets batches without padding, PyTorch batches padded to 128
tokens, as the existing service does; of the sizes of a batch each takes the
one that is best for it."""
import sys
import time

import numpy

SIZES, LENGTH, PAD = (1, 4, 8, 16), 128, 1


def onnx(path, threads):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"])

    def run(ids):
        session.run(None, {"ids": ids, "mask": numpy.ones_like(ids)})
    return run


def torch(folder, threads):
    import torch as library
    from transformers import CamembertForSequenceClassification
    library.set_num_threads(threads)
    model = CamembertForSequenceClassification.from_pretrained(folder).eval()

    def run(ids):
        padded = numpy.full((len(ids), LENGTH), PAD, ids.dtype)
        padded[:, :ids.shape[1]] = ids
        with library.inference_mode():
            model(library.from_numpy(padded),
                  attention_mask=library.from_numpy((padded != PAD) * 1))
    return run


def seconds(run, ids, size):
    wall, processor = time.monotonic(), time.process_time()
    for at in range(0, len(ids), size):
        run(ids[at:at + size])
    return time.monotonic() - wall, time.process_time() - processor


def best_size(run, ids):
    run(ids)
    return min(SIZES, key=lambda size: seconds(run, ids, size)[0])


def main(kind, path, threads):
    ids = []
    while line := sys.stdin.readline().strip():
        ids.append(list(map(int, line.split())))
    ids = numpy.array(ids, dtype=numpy.int64)
    run = {"onnx": onnx, "torch": torch}[kind](path, int(threads))
    size = best_size(run, ids[:max(SIZES)])
    print(f"{kind}: batches of {size}", file=sys.stderr)
    for _ in sys.stdin:
        print(*seconds(run, ids, size), flush=True)


main(*sys.argv[1:])
