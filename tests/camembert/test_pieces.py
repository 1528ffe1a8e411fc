# SPDX-License-Identifier: Apache-2.0
"""Tokens beside those of Hugging Face's fast tokenizer, on a model of
SentencePiece that is trained here on sentences of ours."""
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

import trained
from transformers import CamembertTokenizerFast

PROBE = os.environ["PRSE_PROBE"]
STRINGS = 2000
ODD = ["é", "e\u0301", "ﬁ", "œ", "\u00a0", "\u200b", "\u202f", "\u2009", "\t",
       "\n", "  ", "   ", "😀", "👩‍👩‍👧", "中", "文", "ا", "ß", "…", "«", "»",
       "–", "—", "₂", "²", "½", "①", "ﬃ", "\ufeff", "\u00ad", "<s>", "</s>",
       "<mask>", "<unk>", "<pad>", "▁", "▁▁", "<unk>NOTUSED", "\x01", "\x7f",
       "e\u0301\u0323", "한", "각", "ก็", "\r\n", "\u2028", "\u3000", "ﷺ",
       "ﬀ", "Ⅳ", "ǆ", "<", ">", "mask", "\\", "tCO₂e", "m²", "12,5 %",
       "l'énergie", "aujourd’hui"]


def strings(sentences):
    chance = random.Random(1)
    for i in range(STRINGS):
        if i % 5 < 2:
            yield "".join(chance.choice(ODD) + chance.choice(["", " ", ""])
                          for _ in range(chance.randint(0, 12)))
        elif i % 5 < 4:
            text = list(chance.choice(sentences))
            for _ in range(chance.randint(1, 6)):
                text.insert(chance.randint(0, len(text)), chance.choice(ODD))
            yield "".join(text)
        else:
            yield chance.choice(sentences)


MARKS = ["\u0301", "\u0323", "\u0308", "\u0327", "\u20dd", "\u200d", "\ufe0f",
         "\u0e33", "\u093f", "\U0001f3fb"]
RUNS = ["a", "-", "=", ".", "_", "!", "0", "é", "▁", " ", "s", "…", "..",
        "re", "er"]


def letters_with_marks(count):
    """A cluster of six bytes and one of five are not replaced alike."""
    chance = random.Random(2)
    for _ in range(count):
        yield "".join(
            chance.choice("eAoucnx½ﬁ한คᄒ中👩🇫\r\n ")
            + "".join(chance.choices(MARKS, k=chance.choice([0, 1, 2, 5])))
            for _ in range(chance.randint(1, 8)))


def runs(count):
    """Many cuts of a run have the same score."""
    chance = random.Random(3)
    for _ in range(count):
        yield "".join(
            chance.choice(RUNS) * chance.choice([1, 2, 5, 17, 40, 300])
            for _ in range(chance.randint(1, 4)))


class Pieces(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        trained.pieces(cls.folder, 1500)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def compare(self, texts):
        fast = CamembertTokenizerFast(
            str(self.folder / "sentencepiece.bpe.model"),
            clean_up_tokenization_spaces=False)
        done = subprocess.run(
            [PROBE, "tokens", self.folder], text=True, capture_output=True,
            check=True,
            input="".join(text.encode().hex() + "\n" for text in texts))
        ours = [list(map(int, line.split()))
                for line in done.stdout.splitlines()]
        other = [(text, is_, want) for text, is_, want in zip(
            texts, ours, (fast(text)["input_ids"] for text in texts),
            strict=True) if is_ != want]
        print(f"{len(texts) - len(other)} of {len(texts)} strings the same")
        self.assertEqual(other, [])

    def test_two_thousand_strings(self):
        self.compare(list(strings(trained.sentences())))

    def test_letters_with_many_marks(self):
        self.compare(list(letters_with_marks(1000)))

    def test_runs_of_one_sign(self):
        self.compare(list(runs(1000)))


if __name__ == "__main__":
    unittest.main()
