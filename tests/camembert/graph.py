# SPDX-License-Identifier: Apache-2.0
"""The stock model as an ONNX graph, written as the message of protocol buffers
that it is."""
import math
import struct
from pathlib import Path

import made
import numpy as np

FLOAT, INT64 = 1, 7
SIDE = made.HIDDEN // made.HEADS


# --- Protocol buffers ---

def number(value):
    value &= (1 << 64) - 1
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(key, value):
    """A whole number, a float, or bytes."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    if isinstance(value, float):
        return number(key << 3 | 5) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return number(key << 3 | 2) + number(len(data)) + data


def attribute(name, value):
    if isinstance(value, float):
        return field(1, name) + field(2, value) + field(20, 1)
    if isinstance(value, int):
        return field(1, name) + field(3, value) + field(20, 2)
    return (field(1, name) + b"".join(field(8, v) for v in value)
            + field(20, 7))


def tensor(name, array):
    kind = INT64 if array.dtype == np.int64 else FLOAT
    return (b"".join(field(1, side) for side in array.shape)
            + field(2, kind) + field(8, name) + field(9, array.tobytes()))


def value(name, kind, *sides):
    shape = b"".join(field(1, field(2, s) if isinstance(s, str)
                           else field(1, s)) for s in sides)
    return field(1, name) + field(2, field(1, field(1, kind)
                                           + field(2, shape)))


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.count = b"", b"", 0

    def constant(self, array):
        self.count += 1
        name = f"c{self.count}"
        self.weights += field(5, tensor(name, np.ascontiguousarray(array)))
        return name

    def node(self, kind, *inputs, out=None, **attributes):
        self.count += 1
        out = out or f"n{self.count}"
        text = b"".join(field(1, name) for name in inputs)
        text += field(2, out) + field(4, kind)
        for name, given in attributes.items():
            text += field(5, attribute(name, given))
        self.nodes += field(1, text)
        return out

    def model(self, inputs, outputs):
        graph = (self.nodes + field(2, "test") + self.weights
                 + b"".join(field(11, i) for i in inputs)
                 + b"".join(field(12, o) for o in outputs))
        return (field(1, 8) + field(2, "tests") + field(7, graph)
                + field(8, field(1, "") + field(2, 17)))


# --- The network ---

class Camembert(Graph):
    def __init__(self):
        super().__init__()
        self.parts = {
            name: np.array(values, np.float32).reshape(shape)
            for name, (shape, values) in made.tensors("stock").items()}

    def scalar(self, number_):
        return self.constant(np.array(number_, np.float32))

    def linear(self, x, name, out=None):
        x = self.node("MatMul", x,
                      self.constant(self.parts[f"{name}.weight"].T))
        return self.node("Add", x, self.constant(self.parts[f"{name}.bias"]),
                         out=out)

    def norm(self, x, name):
        return self.node("LayerNormalization", x,
                         self.constant(self.parts[f"{name}.weight"]),
                         self.constant(self.parts[f"{name}.bias"]),
                         axis=-1, epsilon=1e-5)

    def embed(self):
        before = "roberta.embeddings."
        one = self.constant(np.array(1, np.int64))
        places = self.node("CumSum", "attention_mask", one)
        places = self.node("Add", places, one)
        rows = [self.node("Gather", self.constant(
            self.parts[f"{before}{table}_embeddings.weight"]), ids)
            for table, ids in (("word", "input_ids"), ("position", places))]
        x = self.node("Add", *rows)
        x = self.node("Add", x, self.constant(
            self.parts[f"{before}token_type_embeddings.weight"][0]))
        return self.norm(x, f"{before}LayerNorm")

    def heads(self, x, name, order):
        shape = self.constant(np.array([0, 0, made.HEADS, SIDE], np.int64))
        x = self.node("Reshape", self.linear(x, name), shape)
        return self.node("Transpose", x, perm=order)

    def attend(self, x, name):
        query = self.heads(x, f"{name}.self.query", [0, 2, 1, 3])
        key = self.heads(x, f"{name}.self.key", [0, 2, 3, 1])
        seen = self.heads(x, f"{name}.self.value", [0, 2, 1, 3])
        scores = self.node("Mul", self.node("MatMul", query, key),
                           self.scalar(1 / math.sqrt(SIDE)))
        seen = self.node("MatMul", self.node("Softmax", scores, axis=-1),
                         seen)
        seen = self.node("Transpose", seen, perm=[0, 2, 1, 3])
        seen = self.node("Reshape", seen, self.constant(
            np.array([0, 0, made.HIDDEN], np.int64)))
        seen = self.linear(seen, f"{name}.output.dense")
        return self.norm(self.node("Add", seen, x),
                         f"{name}.output.LayerNorm")

    def gelu(self, x):
        part = self.node("Erf", self.node("Mul", x,
                                          self.scalar(1 / math.sqrt(2))))
        part = self.node("Add", part, self.scalar(1))
        return self.node("Mul", self.node("Mul", x, part), self.scalar(0.5))

    def layer(self, x, index):
        name = f"roberta.encoder.layer.{index}"
        x = self.attend(x, f"{name}.attention")
        wide = self.gelu(self.linear(x, f"{name}.intermediate.dense"))
        wide = self.linear(wide, f"{name}.output.dense")
        return self.norm(self.node("Add", wide, x),
                         f"{name}.output.LayerNorm")

    def whole(self):
        x = self.embed()
        for index in range(made.LAYERS):
            x = self.layer(x, index)
        x = self.node("Gather", x, self.constant(np.array(0, np.int64)),
                      axis=1)
        x = self.node("Tanh", self.linear(x, "classifier.dense"))
        self.linear(x, "classifier.out_proj", out="logits")
        return self.model(
            [value("input_ids", INT64, "batch", "length"),
             value("attention_mask", INT64, "batch", "length")],
            [value("logits", FLOAT, "batch", len(made.LABELS))])


def library():
    """libonnxruntime.so of the wheel, or None."""
    try:
        import onnxruntime
    except ImportError:
        return None
    found = sorted(Path(onnxruntime.__file__).parent.glob(
        "capi/libonnxruntime.so*"))
    return str(found[0]) if found else None
