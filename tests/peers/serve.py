# SPDX-License-Identifier: Apache-2.0
"""A peer written in Python, asked in lines of words:

    answers FILE   its answers to a file of the folder: a digit an obligation,
                   0 no, 1 yes, 2 not told; companies one after the other
    time ROWS      seconds that so many companies took, then for each
                   obligation the companies that are subject, then those of
                   which that was not told

    serve.py PEER FOLDER

A peer is a module of in_python. With answer(company) it takes one company
after the other, made by prepare(row); with answers(columns) all of them at
once, made by load(rows), and answers with numpy arrays of 0, 1, 2."""
import importlib
import sys
import time
from pathlib import Path

import companies

DIGITS = {False: "0", True: "1", None: "2", 2: "2"}


class OneByOne:
    def __init__(self, peer):
        self.peer = peer

    def load(self, rows):
        return [self.peer.prepare(row) for row in rows]

    def take(self, loaded, count):
        answer = self.peer.answer
        start = time.perf_counter()
        said = [answer(company) for company in loaded[:count]]
        return time.perf_counter() - start, said

    def texts(self, said):
        return ("".join([DIGITS[a] for a in company]) for company in said)


class AllAtOnce:
    def __init__(self, peer):
        self.peer = peer

    def load(self, rows):
        return self.peer.load(rows)

    def take(self, loaded, count):
        if count != self.peer.length(loaded):
            raise ValueError("columns are answered as a whole")
        start = time.perf_counter()
        said = self.peer.answers(loaded)
        return time.perf_counter() - start, said

    def texts(self, said):
        return ("".join(map(str, company)) for company in zip(
            *(column.astype("u1").tolist() for column in said)))


def tally(counts, way, said):
    if isinstance(way, AllAtOnce):
        for i, column in enumerate(said):
            counts[i] += int((column == 1).sum())
            counts[8 + i] += int((column == 2).sum())
        return
    for text in way.texts(said):
        if text != "00000000":
            for i, digit in enumerate(text):
                if digit != "0":
                    counts[i + 8 * (digit == "2")] += 1


class Server:
    def __init__(self, name, folder):
        self.peer = importlib.import_module(f"in_python.{name}")
        one = hasattr(self.peer, "answer")
        self.way = (OneByOne if one else AllAtOnce)(self.peer)
        self.folder = Path(folder)
        self.loaded = {}

    def file(self, name):
        if name not in self.loaded:
            rows = companies.read(self.folder / name)
            self.loaded[name] = self.way.load(rows), len(rows)
        return self.loaded[name]

    def answers(self, name):
        loaded, count = self.file(name)
        return "".join(self.way.texts(self.way.take(loaded, count)[1]))

    def time(self, count):
        loaded, most = self.file("rows.csv")
        spent, counts, left = 0.0, [0] * 16, int(count)
        while left:
            some = min(left, most)
            seconds, said = self.way.take(loaded, some)
            spent += seconds
            tally(counts, self.way, said)
            left -= some
        return f"{spent:.9f} " + " ".join(map(str, counts))


def main():
    server = Server(*sys.argv[1:3])
    print("ready", server.peer.VERSION, flush=True)
    for line in sys.stdin:
        word, argument = line.split()
        print(getattr(server, word)(argument), flush=True)


if __name__ == "__main__":
    main()
