# SPDX-License-Identifier: Apache-2.0
"""PDFs written by hand, object by object: what no office program makes."""


class Pdf:
    """Objects from 1; object 1 is the catalogue, 2 the list of pages."""

    def __init__(self):
        self.objects = [b"", b""]
        self.pages = []

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes)
                            else body.encode("cp1252"))
        return len(self.objects)

    def stream(self, data, extra=""):
        data = data if isinstance(data, bytes) else data.encode("cp1252")
        return self.add(f"<< /Length {len(data)} {extra} >>\nstream\n".encode()
                        + data + b"\nendstream")

    def font(self):
        return self.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                        "/Encoding /WinAnsiEncoding >>")

    def page(self, content, resources, box="0 0 595 842", extra=""):
        number = self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources "
            f"<< {resources} >> /Contents {content} 0 R {extra} >>")
        self.pages.append(number)
        return number

    def bytes(self):
        kids = " ".join(f"{n} 0 R" for n in self.pages)
        if not self.objects[0]:
            self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        if not self.objects[1]:
            self.objects[1] = (f"<< /Type /Pages /Count {len(self.pages)} "
                               f"/Kids [{kids}] >>").encode()
        out, places = b"%PDF-1.7\n", []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
        return out + (f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\n"
                      f"startxref\n{table}\n%%EOF\n").encode()


def text_page(pdf, font, lines, left=60, top=780, size=11, extra="",
              box="0 0 595 842"):
    """Lines of text, each of WinAnsi characters."""
    body = f"BT /F {size} Tf {left} {top} Td {size * 1.3:.1f} TL\n"
    for line in lines:
        safe = line.replace("\\", r"\\").replace("(", r"\(").replace(
            ")", r"\)")
        body += f"({safe}) Tj T*\n"
    content = pdf.stream(body + "ET")
    return pdf.page(content, f"/Font << /F {font} 0 R >>", box, extra)


def simple(lines, **how):
    pdf = Pdf()
    text_page(pdf, pdf.font(), lines, **how)
    return pdf.bytes()


def picture_pages(pictures):
    """Pages that are one JPEG each: (bytes, width, height) in pixels."""
    pdf = Pdf()
    for jpeg, width, height in pictures:
        image = pdf.stream(jpeg, f"/Type /XObject /Subtype /Image /Width "
                           f"{width} /Height {height} /ColorSpace /DeviceGray "
                           "/BitsPerComponent 8 /Filter /DCTDecode")
        content = pdf.stream("q 595 0 0 842 0 0 cm /I Do Q")
        pdf.page(content, f"/XObject << /I {image} 0 R >>")
    return pdf.bytes()
