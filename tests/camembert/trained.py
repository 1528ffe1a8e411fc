# SPDX-License-Identifier: Apache-2.0
"""Pieces of words, trained on sentences of ours."""
import csv
import os
from pathlib import Path

import sentencepiece

TABLE = (Path(os.environ["PRSE_SOURCE_ROOT"])
         / "models/esrs-lite/sentences.tsv")


def sentences():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t")]


def pieces(folder, count, coverage=0.9995):
    """Writes sentencepiece.bpe.model, numbered as CamemBERT's."""
    text = Path(folder) / "text"
    text.write_text("\n".join(sentences()), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), vocab_size=count, model_type="unigram",
        model_prefix=str(Path(folder) / "sentencepiece.bpe"),
        character_coverage=coverage, unk_id=0, bos_id=1, eos_id=2, pad_id=-1,
        minloglevel=2)
    text.unlink()
