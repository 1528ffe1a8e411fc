# SPDX-License-Identifier: Apache-2.0
"""Writes expected.json: what PyTorch and transformers say of the models of
made.py. Run by hand when those change; made with torch 1.13 and transformers
4.44 (`python3-torch` of Debian 12).

usage: oracle.py > expected.json"""
import json

import made
import torch
from transformers import CamembertConfig, CamembertModel
from transformers.models.camembert.modeling_camembert import (
    CamembertForSequenceClassification)


def state(kind):
    return {name: torch.tensor(values).reshape(shape)
            for name, (shape, values) in made.tensors(kind).items()}


def config(**other):
    return CamembertConfig(**made.CONFIGS["stock"] | other)


def stock():
    model = CamembertForSequenceClassification(config())
    missing, left = model.load_state_dict(state("stock"), strict=False)
    assert not left and all("position_ids" in m for m in missing), missing
    model.eval()
    return lambda ids: model(ids).logits


def existing():
    weights = state("existing")
    # Its config.json does not tell the heads: 64 numbers each, as in the base.
    base = CamembertModel(config(num_attention_heads=1))
    own = {n: t for n, t in weights.items() if not n.startswith("classifier")}
    missing, left = base.load_state_dict(own, strict=False)
    assert not left and all("position_ids" in m for m in missing), missing
    nn = torch.nn
    head = nn.Sequential(nn.Linear(64, 32), nn.BatchNorm1d(32), nn.ReLU(),
                         nn.Linear(32, 16), nn.LayerNorm(16), nn.ReLU(),
                         nn.Linear(16, 3))
    head.load_state_dict({n.removeprefix("classifier."): t
                          for n, t in weights.items()
                          if n.startswith("classifier")}, strict=False)
    base.eval()
    head.eval()
    return lambda ids: head(base(ids).last_hidden_state[:, 0])


with torch.no_grad():
    said = {name: [[round(x, 7) for x in run(torch.tensor([ids]))[0].tolist()]
                   for ids in made.sentences()]
            for name, run in (("stock", stock()), ("existing", existing()))}
print("{" + ",".join(
    f'\n"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "]"
    for name, rows in said.items()) + "}")
