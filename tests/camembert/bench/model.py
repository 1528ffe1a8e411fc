# SPDX-License-Identifier: Apache-2.0
"""A CamemBERT of full size with random weights, as a folder of Hugging Face
and as files of ONNX Runtime."""
import warnings

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import save_file
from transformers import CamembertConfig
from transformers.models.camembert.modeling_camembert import (
    CamembertForSequenceClassification)

LABELS, LENGTH = 11, 49


def made():
    torch.manual_seed(1)
    return CamembertForSequenceClassification(CamembertConfig(
        vocab_size=32005, hidden_size=768, num_hidden_layers=12,
        num_attention_heads=12, intermediate_size=3072,
        max_position_embeddings=514, type_vocab_size=1, layer_norm_eps=1e-5,
        pad_token_id=1, bos_token_id=5, eos_token_id=6,
        num_labels=LABELS)).eval()


class Logits(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, mask):
        return self.model(input_ids=ids, attention_mask=mask).logits


def export(model, path):
    ids = torch.randint(7, 32000, (3, LENGTH))
    free = {0: "sentences", 1: "tokens"}
    torch.onnx.export(Logits(model), (ids, torch.ones_like(ids)), str(path),
                      input_names=["ids", "mask"], output_names=["logits"],
                      dynamic_axes={"ids": free, "mask": free},
                      opset_version=14)


def write(folder):
    """config.json, model.safetensors, model.onnx and small.onnx (8 bits)."""
    warnings.simplefilter("ignore")
    model = made()
    model.config.save_pretrained(folder)
    save_file({name: tensor.contiguous()
               for name, tensor in model.state_dict().items()
               if "position_ids" not in name},
              folder / "model.safetensors", metadata={"format": "pt"})
    export(model, folder / "model.onnx")
    quantize_dynamic(str(folder / "model.onnx"), str(folder / "small.onnx"),
                     weight_type=QuantType.QInt8)
