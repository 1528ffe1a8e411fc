# SPDX-License-Identifier: Apache-2.0
"""The public headers as data: enums, structs, handles, plugs, functions."""
import re
from dataclasses import dataclass, field
from pathlib import Path

PLUGS = ("prse_store", "prse_blob", "prse_http", "prse_cache",
         "prse_extract", "prse_classifier")
NOT_CROSSING = ("/arrow.h",)  # Arrow's own structs.
DOC = r"/\*\*(?P<doc>(?:(?!\*/).)*)\*/\s*"
ENUM = re.compile(DOC + r"typedef enum (?P<name>\w+) \{(?P<body>.*?)^\} \w+;",
                  re.S | re.M)
MEMBER = re.compile(r"(?:/\*\*(?P<before>[^<](?:(?!\*/).)*)\*/\s*)?"
                    r"\b(?P<name>PRSE_\w+)\b\s*=\s*(?P<value>-?\d+)\s*,?\s*"
                    r"(?:/\*\*<(?P<after>(?:(?!\*/).)*)\*/)?", re.S)
STRUCT = re.compile(DOC +
                    r"typedef struct (?P<name>\w+) \{(?P<body>.*?)^\} \w+;",
                    re.S | re.M)
FIELD = re.compile(r"(?:/\*\*(?P<before>[^<](?:(?!\*/).)*)\*/\s*)?"
                   r"(?P<code>[^;/]+);\s*"
                   r"(?:/\*\*<(?P<after>(?:(?!\*/).)*)\*/)?", re.S)
CALLBACK = re.compile(r"(?P<returns>.*?)\s*\(\*\s*(?P<name>\w+)\)"
                      r"\s*\((?P<inside>.*)\)", re.S)
INCLUDE = re.compile(r'#include "(portailrse/[^"]+)"')
NAMED = re.compile(r"\b[Aa] (prse_\w+)")
HANDLE = re.compile(DOC + r"typedef struct (?P<name>\w+) (?P=name);", re.S)
FUNCTION = re.compile(DOC + r"PRSE_API\b(?P<code>[^;]*);", re.S)


@dataclass
class Item:
    """A parameter, a field, or a member of an enum. A callback among fields has
    parameters of its own."""
    name: str
    type: str
    doc: str
    value: int = 0
    returns: str = ""
    params: list["Item"] = field(default_factory=list)


@dataclass
class Thing:
    """An enum, a struct, or an opaque handle."""
    name: str
    doc: str
    items: list[Item] = field(default_factory=list)


@dataclass
class Function:
    name: str
    returns: str
    params: list[Item]
    doc: str            # its sentences, without the tags
    result: str         # what @return says
    threads: str
    header: str


@dataclass
class Model:
    enums: dict[str, Thing] = field(default_factory=dict)
    structs: dict[str, Thing] = field(default_factory=dict)
    handles: dict[str, Thing] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)
    drops: dict[str, str] = field(default_factory=dict)
    # Functions that are callbacks themselves: their user, and which handle.
    hidden: dict[str, tuple[str, str]] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)


def plain(comment):
    """The text of a comment, on one line."""
    return " ".join(re.sub(r"^\s*\* ?", "", comment or "", flags=re.M).split())


def declared(code):
    """The type and the name of 'const prse_pack *pack' or 'char file[96]'."""
    code = " ".join(code.split())
    name = re.search(r"(\w+)\s*(\[\w*\])?$", code)
    return code[:name.start()].strip() + (name[2] or ""), name[1]


def callback_of(match, doc):
    return Item(match["name"], "callback", doc,
                returns=" ".join(match["returns"].split()),
                params=[Item(name, kind, "") for kind, name in
                        map(declared, split_parameters(match["inside"]))])


def fields_of(body):
    for match in FIELD.finditer(body):
        doc = plain(match["after"] or match["before"])
        callback = CALLBACK.search(match["code"])
        if callback:
            yield callback_of(callback, doc)
        else:
            kind, name = declared(match["code"])
            yield Item(name, kind, doc)


def tags(comment):
    """Sentences, then what each tag says."""
    text = re.sub(r"^\s*\* ?", "", comment, flags=re.M).strip()
    head, *rest = re.split(r"^@", text, flags=re.M)
    parts = {}
    for part in rest:
        words = part.split()
        key = words[1] if words[0] == "param" else "@" + words[0]
        start = 2 if words[0] == "param" else 1
        parts[key] = " ".join(words[start:])
    return "\n\n".join(" ".join(p.split()) for p in head.split("\n\n")), parts


def split_parameters(code):
    """Commas inside the parentheses of a callback do not count."""
    parts, depth = [""], 0
    for letter in code:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [p for p in parts if p.strip() not in ("", "void")]


def function_of(match, header):
    code = " ".join(match["code"].split())
    head, inside = re.match(r"(.*?\bprse_\w+)\s*\((.*)\)$", code).groups()
    returns, name = declared(head)
    doc, parts = tags(match["doc"])
    params = []
    for part in split_parameters(inside):
        kind, param = declared(part)
        params.append(Item(param, kind, parts.get(param, "")))
    return Function(name, returns, params, doc, parts.get("@return", ""),
                    parts.get("@threads", ""), header)


def in_order(folder, names, without, found):
    """Each header after those that it includes."""
    for name in names:
        if name not in found and not name.endswith(without):
            in_order(folder, INCLUDE.findall((folder / name).read_text()),
                     without, found)
            found.append(name)
    return found


def show_hidden(model):
    """"A prse_job" that is a void * in C is a handle for everybody else."""
    for function in model.functions:
        for param in function.params:
            named = NAMED.match(param.doc.lower())
            if param.type == "void *" and named and named[1] in model.handles:
                model.hidden[function.name] = param.name, named[1]
                param.type = named[1] + " *"


def read_headers(folder, without=()):
    folder = Path(folder)
    names = sorted(str(path.relative_to(folder))
                   for path in folder.glob("portailrse/**/*.h"))
    model = Model(headers=in_order(folder, names, NOT_CROSSING + without, []))
    for path in (folder / name for name in sorted(model.headers)):
        text = path.read_text()
        for match in ENUM.finditer(text):
            model.enums[match["name"]] = Thing(
                match["name"], plain(match["doc"]),
                [Item(m["name"], "", plain(m["after"] or m["before"]),
                      int(m["value"]))
                 for m in MEMBER.finditer(match["body"])])
        for match in STRUCT.finditer(text):
            model.structs[match["name"]] = Thing(
                match["name"], plain(match["doc"]),
                list(fields_of(match["body"])))
        for match in HANDLE.finditer(text):
            model.handles[match["name"]] = Thing(match["name"],
                                                 plain(match["doc"]))
        model.functions += [function_of(m, path.name)
                            for m in FUNCTION.finditer(text)
                            if "prse_" in m["code"].split("(")[0]]
    show_hidden(model)
    for function in model.functions:
        for end in ("_unref", "_free"):
            if function.name.endswith(end):
                model.drops[function.name.removesuffix(end)] = function.name
    return model
