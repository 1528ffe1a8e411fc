# SPDX-License-Identifier: Apache-2.0
"""Small models whose weights come out of a formula, so that what PyTorch says
of them can be kept beside (expected.json, written by oracle.py)."""
import json
import struct
from pathlib import Path

HIDDEN, LAYERS, HEADS, INNER, WORDS, POSITIONS = 64, 2, 4, 128, 300, 66
LABELS = ["ESRS E1 : Changement climatique", "ESRS S1 - Personnel de "
          "l'entreprise", "Non ESRS"]


class Numbers:
    """The same everywhere: a linear congruence of 32 bits."""

    def __init__(self, seed):
        self.state = seed

    def next(self, scale, around=0.0):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return around + scale * ((self.state >> 8) / (1 << 23) - 1)

    def tensor(self, count, scale, around=0.0):
        return [self.next(scale, around) for _ in range(count)]


def linear(name, out, inside):
    return [(f"{name}.weight", (out, inside), 0.25, 0.0),
            (f"{name}.bias", (out,), 0.1, 0.0)]


def norm(name, width=HIDDEN):
    return [(f"{name}.weight", (width,), 0.2, 1.0),
            (f"{name}.bias", (width,), 0.1, 0.0)]


def network(prefix):
    embeddings = f"{prefix}embeddings."
    shapes = [(f"{embeddings}word_embeddings.weight", (WORDS, HIDDEN), 1, 0),
              (f"{embeddings}position_embeddings.weight",
               (POSITIONS, HIDDEN), 0.5, 0),
              (f"{embeddings}token_type_embeddings.weight", (1, HIDDEN), 0.5,
               0)] + norm(f"{embeddings}LayerNorm")
    for i in range(LAYERS):
        layer = f"{prefix}encoder.layer.{i}."
        for part in ("query", "key", "value"):
            shapes += linear(f"{layer}attention.self.{part}", HIDDEN, HIDDEN)
        shapes += linear(f"{layer}attention.output.dense", HIDDEN, HIDDEN)
        shapes += norm(f"{layer}attention.output.LayerNorm")
        shapes += linear(f"{layer}intermediate.dense", INNER, HIDDEN)
        shapes += linear(f"{layer}output.dense", HIDDEN, INNER)
        shapes += norm(f"{layer}output.LayerNorm")
    return shapes


def stock():
    """As CamembertForSequenceClassification saves itself."""
    return (network("roberta.") + linear("classifier.dense", HIDDEN, HIDDEN)
            + linear("classifier.out_proj", len(LABELS), HIDDEN))


def existing():
    """With the existing service's head: batch norm, layer norm, ReLU."""
    return (network("") + linear("pooler.dense", HIDDEN, HIDDEN)
            + linear("classifier.0", 32, HIDDEN) + norm("classifier.1", 32)
            + [("classifier.1.running_mean", (32,), 0.3, 0.0),
               ("classifier.1.running_var", (32,), 0.4, 1.0)]
            + linear("classifier.3", 16, 32) + norm("classifier.4", 16)
            + linear("classifier.6", len(LABELS), 16))


CONFIGS = {
    "stock": {
        "model_type": "camembert", "hidden_size": HIDDEN,
        "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
        "intermediate_size": INNER, "vocab_size": WORDS,
        "max_position_embeddings": POSITIONS, "type_vocab_size": 1,
        "layer_norm_eps": 1e-05, "hidden_act": "gelu", "pad_token_id": 1,
        "bos_token_id": 5, "eos_token_id": 6,
        "id2label": {str(i): name for i, name in enumerate(LABELS)}},
    "existing": {
        "model_name": "camembert-base", "num_labels": len(LABELS),
        "labels_names": LABELS, "multilabel": False,
        "head_layers": [
            {"input_size": HIDDEN, "output_size": 32, "activation": "ReLU",
             "batch_norm": True},
            {"input_size": 32, "output_size": 16, "activation": "ReLU",
             "layer_norm": True},
            {"input_size": 16, "output_size": len(LABELS),
             "activation": None}]}}
SHAPES = {"stock": stock, "existing": existing}
PACK = {"F32": lambda v: struct.pack(f"<{len(v)}f", *v),
        "F16": lambda v: struct.pack(f"<{len(v)}e", *v),
        "BF16": lambda v: b"".join(struct.pack("<f", x)[2:] for x in v)}


def tensors(kind):
    """Name -> (shape, numbers)."""
    numbers = Numbers(1 + len(kind))
    made = {}
    for name, shape, scale, around in SHAPES[kind]():
        count = 1
        for side in shape:
            count *= side
        made[name] = (shape, numbers.tensor(count, scale, around))
    return made


def safetensors(parts, dtype="F32"):
    header, body = {}, b""
    for name, (shape, values) in parts.items():
        data = PACK[dtype](values)
        header[name] = {"dtype": dtype, "shape": list(shape),
                        "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def folder(path, kind, dtype="F32", **changes):
    """Writes a model without its pieces."""
    path = Path(path)
    path.mkdir(exist_ok=True)
    (path / "config.json").write_text(
        json.dumps(CONFIGS[kind] | changes, ensure_ascii=False))
    (path / "model.safetensors").write_bytes(safetensors(tensors(kind),
                                                         dtype))
    return path


def sentences(count=24):
    """Tokens of sentences, from the shortest to the longest that fits."""
    numbers = Numbers(7)
    made = []
    for i in range(count):
        length = 1 + (i * (POSITIONS - 5)) // (count - 1)
        made.append([5] + [7 + int((numbers.next(1) + 1) / 2 * (WORDS - 8))
                           for _ in range(length)] + [6])
    return made
