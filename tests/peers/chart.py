# SPDX-License-Identifier: Apache-2.0
"""Companies a second as bars, on a scale on which each step is ten times the
one before."""
from html import escape
from math import ceil, floor, log10

from report import TITLES, short

WIDTH, LEFT, RIGHT, ROW, HEAD, GAP = 860, 320, 84, 22, 44, 30
OURS, OTHERS, INK, GRID = "#1f6f5c", "#9aa5b1", "#1d2731", "#dfe4ea"


class Scale:
    def __init__(self, rates):
        self.low = floor(log10(min(rates)))
        self.high = ceil(log10(max(rates)))

    def at(self, rate):
        part = (log10(rate) - self.low) / (self.high - self.low)
        return LEFT + part * (WIDTH - LEFT - RIGHT)


def text(x, y, said, anchor="start", size=12, weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
            f'font-size="{size}" font-weight="{weight}" fill="{INK}">'
            f'{escape(said)}</text>')


def bar(scale, y, peer, measured):
    """The median; a line from the slowest round to the fastest."""
    end, middle = scale.at(measured.rate), y + ROW / 2
    low, high = (scale.at(f(measured.rates)) for f in (min, max))
    yield text(LEFT - 8, middle + 4, peer.title, "end",
               weight="bold" if peer.is_ours else "normal")
    yield (f'<rect x="{LEFT}" y="{y + 3}" width="{end - LEFT:.1f}" '
           f'height="{ROW - 6}" rx="2" '
           f'fill="{OURS if peer.is_ours else OTHERS}"/>')
    yield (f'<path d="M{low:.1f} {middle}H{high:.1f}" stroke="{INK}" '
           'stroke-width="1.5"/>')
    yield text(max(end, high) + 6, middle + 4, short(measured.rate))


def grid(scale, top, bottom):
    for power in range(scale.low, scale.high + 1):
        x = scale.at(10 ** power)
        yield f'<path d="M{x:.1f} {top}V{bottom}" stroke="{GRID}"/>'
        yield text(x, top - 6, short(10 ** power).replace(".00", "").replace(
            ".0", ""), "middle", 10)


def group(scale, top, title, peers, measured):
    """A table; gives the lines and where it ends."""
    bottom = top + HEAD + ROW * len(peers)
    lines = [text(8, top + 14, title, size=14, weight="bold")]
    lines += grid(scale, top + HEAD, bottom)
    for i, peer in enumerate(sorted(
            peers, key=lambda peer: -measured[peer.name].rate)):
        lines += bar(scale, top + HEAD + ROW * i, peer, measured[peer.name])
    return lines, bottom


def chart(tables):
    """tables: name, peers, what was measured."""
    scale = Scale([rate for _, _, measured in tables
                   for it in measured.values() for rate in it.rates])
    lines, top = [], 12
    for table, peers, measured in tables:
        title = f"{TITLES[table]}: companies a second, one thread"
        added, bottom = group(scale, top, title, peers, measured)
        lines += added
        top = bottom + GAP
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{top}" viewBox="0 0 {WIDTH} {top}" '
        'font-family="DejaVu Sans, Arial, sans-serif" role="img" '
        'aria-label="Companies a second, by engine, on a logarithmic scale">',
        f'<rect width="{WIDTH}" height="{top}" fill="#ffffff"/>',
        *lines, "</svg>", ""])
