# SPDX-License-Identifier: Apache-2.0
"""Documents that mean harm: crafted ones by name, and mutants by a seed."""
import random
import zlib

import prose
from rawpdf import Pdf, simple, text_page


def deflated(data, times=1):
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def one_page(content, resources="", extra="", filters="", box="0 0 595 842",
             font=True):
    pdf = Pdf()
    fonts = f"/Font << /F {pdf.font()} 0 R >>" if font else ""
    stream = pdf.stream(content, filters)
    pdf.page(stream, fonts + resources, box, extra)
    return pdf


def tree(catalog=None, pages=None, *objects):
    pdf = Pdf()
    pdf.objects[0] = (catalog or "<< /Type /Catalog /Pages 2 0 R >>").encode()
    pdf.objects[1] = (pages or "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
                      ).encode()
    for body in objects:
        pdf.add(body)
    return pdf.bytes()


HELLO = "BT /F 12 Tf 60 700 Td (Bonjour) Tj ET\n"
PAGE = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        "/Resources << >> >>")


def deep_tree(depth):
    nodes = [f"<< /Type /Pages /Parent {n + 2} 0 R /Count 1 /Kids "
             f"[{n + 4} 0 R] >>" for n in range(depth)]
    return tree(None, None, *nodes, PAGE)


def many_pages(count):
    """All of them one object; a packed table says that there are more."""
    kids = " ".join(["3 0 R"] * count)
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>",
              f"<< /Type /Pages /Count {count} /Kids [{kids}] >>", PAGE]
    out, table = b"%PDF-1.7\n", b"\0" * 6
    for number, body in enumerate(bodies, 1):
        table += b"\1" + len(out).to_bytes(4, "big") + b"\0"
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    packed = deflated(table + b"\0" * 6 * count)
    return out + (f"4 0 obj\n<< /Type /XRef /Size {count + 4} /Root 1 0 R "
                  f"/W [1 4 1] /Filter /FlateDecode /Length {len(packed)} >>\n"
                  "stream\n").encode() + packed + (
                      f"\nendstream\nendobj\nstartxref\n{len(out)}\n%%EOF\n"
                      ).encode()


def nested_forms(levels, calls, loop=False):
    """Each form draws the one before it some times over."""
    pdf = Pdf()
    head = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    font = pdf.font()
    first = pdf.stream(HELLO, f"{head} /Resources << /Font << /F {font} 0 R "
                       ">> >>")
    last = first
    for _ in range(levels):
        number = len(pdf.objects) + 1
        inner = number if loop else last
        last = pdf.stream("/X Do\n" * calls, f"{head} /Resources << /XObject "
                          f"<< /X {inner} 0 R >> >>")
    content = pdf.stream("/X Do")
    pdf.page(content, f"/XObject << /X {last} 0 R >>")
    return pdf.bytes()


def glyph_that_draws_itself():
    pdf = Pdf()
    number = len(pdf.objects) + 1
    pdf.add(f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix "
            f"[1 0 0 1 0 0] /FirstChar 65 /LastChar 65 /Widths [9] /Encoding "
            f"<< /Differences [65 /A] >> /CharProcs << /A {number + 1} 0 R >> "
            f"/Resources << /Font << /T {number} 0 R >> >> >>")
    pdf.stream("9 0 0 0 9 9 d1 BT /T 1 Tf (AAAAAAAA) Tj ET")
    content = pdf.stream("BT /T 12 Tf 60 700 Td (AAAA) Tj ET")
    pdf.page(content, f"/Font << /T {number} 0 R >>")
    return pdf.bytes()


def unicode_bomb(mapping, entries, text):
    """Each character of the text becomes a long string."""
    pdf = Pdf()
    lines = "".join(f"<{n % 256:02X}> <{mapping}>\n" for n in range(entries))
    cmap = pdf.stream("begincmap 1 begincodespacerange <00> <FF> "
                      f"endcodespacerange {entries} beginbfchar\n{lines}"
                      "endbfchar endcmap")
    font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                   f"/ToUnicode {cmap} 0 R >>")
    content = pdf.stream(f"BT /F 1 Tf 60 700 Td ({text}) Tj ET")
    pdf.page(content, f"/Font << /F {font} 0 R >>")
    return pdf.bytes()


def picture_bomb(side):
    pdf = Pdf()
    image = pdf.stream(deflated(b"\0" * (1 << 22)), "/Type /XObject /Subtype "
                       f"/Image /Width {side} /Height {side} /ColorSpace "
                       "/DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode")
    content = pdf.stream("q 595 0 0 842 0 0 cm /I Do Q")
    pdf.page(content, f"/XObject << /I {image} 0 R >>")
    return pdf.bytes()


def broken_table(data, old, new):
    assert old in data
    return data.replace(old, new)


def forged_rows():
    """Words that look like the reader's own lines."""
    return unicode_bomb("000A003C0070006100670065002000770069006400740068003D"
                        "00220031002200200068006500690067006800740022003E000A",
                        256, "A" * 400)


def crafted():
    good = simple(prose.sentences(1, 20))
    loop = "<< /Type /Catalog /Pages 2 0 R >>"
    words = "".join(f"1 0 0 1 {n % 500} {n // 500 % 800} Tm (w{n}) Tj\n"
                    for n in range(300000))
    return {
        "nothing": b"",
        "magic_only": b"%PDF-1.7\n",
        "archive": b"PK\x03\x04" + b"\0" * 5000,
        "magic_too_late": b" " * 1100 + good,
        "zeros": b"%PDF-1.4\n" + b"\0" * (1 << 20),
        "half": good[:len(good) // 2],
        "without_end": good[:good.index(b"xref")],
        "table_points_to_itself": broken_table(
            good, b"trailer << ", b"trailer << /Prev %d " %
            good.index(b"xref\n")),
        "table_of_millions": broken_table(good, b"xref\n0 6",
                                          b"xref\n0 99999999"),
        "length_of_itself": tree(loop, None, PAGE, "<< /Length 4 0 R >>\n"
                                 "stream\nx\nendstream"),
        "length_negative": broken_table(good, b"/Length ", b"/Length -"),
        "pages_are_their_own_child": tree(
            loop, "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"),
        "catalogue_is_its_pages": tree("<< /Type /Pages /Pages 1 0 R /Count 1 "
                                       "/Kids [1 0 R] >>"),
        "count_lies": tree(loop, "<< /Type /Pages /Count 2147483647 /Kids "
                           "[3 0 R] >>", PAGE),
        "no_page": tree(loop, "<< /Type /Pages /Count 0 /Kids [] >>"),
        "million_pages": many_pages(1000000),
        "deep_page_tree": deep_tree(20000),
        "deep_arrays": tree(loop, None, PAGE, "[" * 1000000),
        "deep_dictionaries": tree(loop, None, PAGE, "<</A" * 400000),
        "deep_in_page": tree(loop, None, PAGE[:-2] + "/Annots " +
                             "[" * 200000 + "]" * 200000 + ">>"),
        "deep_in_content": one_page("[" * 1000000 + HELLO).bytes(),
        "deep_states": one_page("q " * 1000000 + HELLO).bytes(),
        "bomb": one_page(deflated(b"BT (x) Tj ET " * 10000000),
                         filters="/Filter /FlateDecode").bytes(),
        "bomb_in_bomb": one_page(
            deflated(b" " * 100000000, 2),
            filters="/Filter [/FlateDecode /FlateDecode]").bytes(),
        "thousand_filters": one_page(
            "4142>", filters="/Filter [" + "/ASCIIHexDecode " * 5000 +
            "]").bytes(),
        "forms_of_forms": nested_forms(30, 10),
        "form_draws_itself": nested_forms(1, 10, loop=True),
        "glyph_draws_itself": glyph_that_draws_itself(),
        "unicode_bomb": unicode_bomb("00410042" * 4000, 256, "A" * 100000),
        "forged_rows": forged_rows(),
        "half_characters": unicode_bomb("D800", 256, "ABC" * 1000),
        "controls": unicode_bomb("0000000900070008000B", 256, "ABC" * 1000),
        "million_words": one_page("BT /F 1 Tf\n" + words + "ET").bytes(),
        "word_of_megabytes": one_page("BT /F 1 Tf 0 0 Td (" + "x" * 8000000 +
                                      ") Tj ET").bytes(),
        "page_without_end": one_page(HELLO, box="-1e38 -1e38 1e38 1e38"
                                     ).bytes(),
        "page_inside_out": one_page(HELLO, box="600 900 0 0").bytes(),
        "content_ten_thousand_times": tree(
            loop, None, PAGE[:-2] + "/Contents [" + "4 0 R " * 30000 + "] >>",
            "<< /Length 14 >>\nstream\nBT (x) Tj ET q\nendstream"),
        "picture_bomb": picture_bomb(60000),
        "locked_by_nonsense": broken_table(
            good, b"trailer << ", b"trailer << /Encrypt << /Filter /Standard "
            b"/V 5 /R 6 /O () /U () /P -1 >> "),
        "locked_by_strangers": broken_table(
            good, b"trailer << ", b"trailer << /Encrypt << /Filter /Other "
            b"/V 9 >> /ID [(a)(b)] "),
        "outline_loops": tree("<< /Type /Catalog /Pages 2 0 R /Outlines "
                              "4 0 R >>", None, PAGE,
                              "<< /First 4 0 R /Next 4 0 R /Last 4 0 R >>"),
        "thousands_of_updates": good + b"".join(
            b"xref\n0 0\ntrailer << /Size 6 /Root 1 0 R /Prev %d >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (9, 9) for _ in range(20000)),
    }


def flip(draw, data):
    for _ in range(draw.choice((1, 4, 32))):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def spoil(draw, data):
    at = draw.randrange(len(data))
    data[at:at + draw.choice((1, 16, 256))] = draw.randbytes(
        draw.choice((0, 1, 64)))


def double(draw, data):
    at, length = draw.randrange(len(data)), draw.choice((8, 512, 8192))
    data[at:at] = data[at:at + length]


def cut(draw, data):
    del data[draw.randrange(1, len(data)):]


def renumber(draw, data):
    """A number of the text becomes another."""
    digits = [i for i, c in enumerate(data) if 48 <= c <= 57]
    for _ in range(draw.choice((1, 8))):
        if digits:
            at = draw.choice(digits)
            data[at:at + 1] = draw.choice(
                (b"0", b"-1", b"4294967296", b"99999", b"1e99", b"7"))


MUTATIONS = (flip, spoil, double, cut, renumber)


def mutants(bases, count, seed=6):
    """`count` documents, one base and one kind of harm after the other."""
    for number in range(count):
        draw = random.Random(seed * 1000003 + number)
        data = bytearray(bases[number % len(bases)])
        MUTATIONS[number // len(bases) % len(MUTATIONS)](draw, data)
        if draw.random() < 0.3:
            draw.choice(MUTATIONS)(draw, data)
        if b"%PDF-" not in data[:1024]:
            data[:0] = b"%PDF-1.7\n"
        yield f"mutant_{number:03}", bytes(data)
