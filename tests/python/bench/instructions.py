# SPDX-License-Identifier: Apache-2.0
"""Instructions that each way costs, as callgrind counts them: they do not
depend on what else the machine does.

usage (by itself, under callgrind): instructions.py PACK PEERS"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from timeit import Timer

AGAIN = 256


def of_all(pack, peers):
    """{title: {way: instructions}}; counted() is where callgrind looks, and
    writes down what it saw."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "-q", "--tool=callgrind", "--collect-atstart=no",
             "--toggle-collect=hand_counted", "--dump-after=hand_counted",
             f"--callgrind-out-file={folder}/out",
             sys.executable, __file__, pack, str(int(peers))],
            stdout=subprocess.PIPE, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": "0"})
        counts = [total(Path(folder, f"out.{i + 1}"))
                  for i in range(len(run.stdout.splitlines()))]
    found, empty = {}, counts[0]
    for line, count in zip(run.stdout.splitlines()[1:], counts[1:]):
        title, way = line.split(" | ")
        found.setdefault(title, {})[way] = (count - empty) / AGAIN
    return found


def total(path):
    return int(re.search(r"^(?:totals|summary): (\d+)", path.read_text(),
                         re.M)[1])


def main():
    import handwritten
    from ways import every_way
    empty = {"": {"the loop": ("pass", {})}}
    ways = every_way(sys.argv[1], peers=sys.argv[2] == "1")
    for title, group in {**empty, **ways}.items():
        for name, (statement, names) in group.items():
            setup = "\n".join(f"{n} = _names['{n}']" for n in names)
            timer = Timer(statement, setup or "pass",
                          globals={"_names": names})
            timer.timeit(2 * AGAIN)
            handwritten.counted(lambda: timer.timeit(AGAIN))
            print(f"{title} | {name}")


if __name__ == "__main__":
    main()
