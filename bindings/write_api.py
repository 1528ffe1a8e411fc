# SPDX-License-Identifier: Apache-2.0
"""_api.py: the typed layer over the flat module. A function whose name begins
with that of a handle is its method; one that gives the handle is its class
method, and its _new the constructor; the others are functions of the module."""
import re

from api_method import Method, docstring
from api_tables import (BACKENDS, DOCS, FAILURES, FAMILIES, FINISHED,
                        LEFT_OUT, LISTS, STATIC, WHOLE)
from headers import PLUGS
from kinds import TOLD, class_name, crosses, kind_of, member_name, safe
from write_thunks import PLAIN, functions_of, methods_of
from write_types import arrays

HEAD = '''# SPDX-License-Identifier: Apache-2.0
# Made by bindings/generate.py from the public headers.
"""The C functions as typed methods. Hosts import portailrse instead."""
from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from json import loads as read_json
from typing import (TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol,
                    Self)

from . import _core
from ._handle import (VERSION_ANY, Clock, Handle, Row, Value, able, day,
                      lent, listed, pointer, reader, rows)

if TYPE_CHECKING:
    from .backends import (BlobBackend, CacheBackend, HttpBackend, Source,
                           StoreBackend)
'''
# Where, what, and of what.
ERROR_TEXT = '''

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line \\
            else self.file
        said = self.subject in self.message or self.subject in self.file
        about = "" if said else f" ({self.subject})"
        return f"{place}: {self.message}{about}".removeprefix(": ")'''


def write_enum(model, enum):
    lines = [f"class {class_name(enum.name)}(IntEnum):",
             docstring(enum.doc, 4), ""]
    for member in enum.items:
        lines += [f"    {member_name(enum, member)} = {member.value}",
                  docstring(member.doc, 4)]
    lines += ["", "", f'_core.register_type("{class_name(enum.name)}", '
              f"{class_name(enum.name)})"]
    if class_name(enum.name) != enum.name:
        lines += [f'_core.register_type("{enum.name}", '
                  f"{class_name(enum.name)})"]
    return "\n".join(lines)


def write_error(model):
    """What all failures have in common: prse_error."""
    struct = model.structs["prse_error"]
    fields = {i.name: i for i in struct.items if i.name not in
              ("code", "message")}
    keywords = ", ".join(f'{name}: str = ""' if "char" in item.type
                         else f"{name}: int = 0"
                         for name, item in fields.items())
    message = next(i for i in struct.items if i.name == "message")
    lines = ["class Error(Exception):", docstring(DOCS[struct.name], 4), "",
             "    code: Status = Status.EINTERNAL",
             docstring("Which kind of failure; the same as the class.", 4), "",
             f"    def __init__(self, message: str, *, {keywords}) -> None:",
             "        Exception.__init__(self, message)"]
    for name, item in {"message": message, **fields}.items():
        lines += [f"        self.{name} = {name}", docstring(item.doc, 8)]
    return "\n".join(lines) + ERROR_TEXT


def write_failures(model):
    """The class of each code, with the words of the header."""
    parts, enum = [write_error(model)], model.enums["prse_status"]
    for member in enum.items:
        code = member.name.removeprefix("PRSE_")
        if code in FAILURES:
            name, *also = FAILURES[code].split()
            parts.append(f"class {name}({', '.join(['Error'] + also)}):\n"
                         f"{docstring(member.doc, 4)}\n\n"
                         f"    code = Status.{code}")
    return parts


def write_fields(model, struct):
    made_by_hosts = struct.name in [given for given, *_ in arrays(model)]
    for item in struct.items:
        kind = kind_of(model, struct, item)
        if kind and kind.python:
            value = f" = {kind.default}" if made_by_hosts else ""
            yield (safe(item.name), kind.python + value,
                   item.doc or item.name)
    if struct.name == "prse_schema":
        yield "handle", "Any", "What the functions over stores take for it."


def write_record(head, doc, fields):
    lines = [head, docstring(doc, 4), ""]
    for name, kind, about in fields:
        lines += [f"    {name}: {kind}", docstring(about, 4)]
    return "\n".join(lines)


def filled_by(model, struct):
    """The function in WHOLE that fills a struct, if any."""
    return next((f.name for f in model.functions if f.name in WHOLE and any(
        p.type == struct.name + " *" for p in f.params)), None)


def write_struct(model, struct):
    name, fields = class_name(struct.name), list(write_fields(model, struct))
    head = f"class {name}(NamedTuple):"
    if struct.name in TOLD:  # Fields called count or index: no tuple.
        head = f"@dataclass(frozen=True, slots=True)\nclass {name}:"
    whole = filled_by(model, struct)
    if not whole:
        return (write_record(head, struct.doc, fields)
                + f'\n\n\n_core.register_type("{struct.name}", {name})')
    own, lists = WHOLE[whole]
    known = {field: rest for field, *rest in fields}
    every = [(f, *known[f]) for f in own.split()] + [
        (f, kind, doc) for f, (kind, _, _, doc) in lists.items()]
    return (write_record(f"class _{name}(NamedTuple):", struct.doc, fields)
            + f'\n\n\n_core.register_type("{struct.name}", _{name})\n\n\n'
            + write_record(head, struct.doc, every)
            + f"\n\n\n_core.quick_fields({name})")


def write_whole(method):
    """Everything a pack tells of one thing: with its lists."""
    own, lists = WHOLE[method.function.name]
    kind = method.outs[0].removeprefix("_")
    lines = [f"    def {method.name()}_info(self, index: int, lang: Lang)"
             f" -> {kind}:", docstring("The same with its lists.", 8),
             f"        known = self.{method.name()}(index, lang)",
             f"        return {kind}("]
    lines += [f"            known.{name}," for name in own.split()]
    for _, one, call, _ in lists.values():
        lines += [f"            [self.{call.format(index='index')}",
                  f"             for i in range(known.{one}_count)],"]
    return "\n".join(lines) + ")"


def write_list(method, names):
    """What is asked for by place, all at once."""
    name, doc = LISTS[method.function.name]
    kind, one = method.returned(), f"self.{method.name()}"
    lang = ", lang: Lang = Lang.FR" if "Lang" in method.signature() else ""
    if method.function.name in WHOLE:
        kind, one = kind.removeprefix("_"), one + "_info"
    count = next((count for count in (f"{method.name()}_count",
                                      f"{method.name()[1:]}_count")
                  if count in names), None)
    given = "i, lang" if lang else "i"
    made = (f"[{one}({given}) for i in range(self.{count})]"
            if count else f"list(listed({one}))")
    head = [] if lang or method.function.threads == "shared" or \
        name == "settings" else ["    @property"]
    return "\n".join(head + [f"    def {name}(self{lang}) -> list[{kind}]:",
                             docstring(doc, 8), f"        return {made}"])


def write_backed(name, struct):
    """The constructor of a plug around a Python object."""
    kind = name.removeprefix("prse_")
    needed = ", ".join(f'"{method}"' for method in methods_of(name, struct))
    return (f"    def __init__(self, backend: {class_name(name)}Backend)"
            f" -> None:\n" + docstring("Around an object of Python.", 8)
            + f'\n        self._h = _core.{kind}_of(able(backend, "{kind}", '
            f"{needed}))\n        self._parent = None")


# What a backend is given and answers, by the types of its function in C.
GIVEN = {"const prse_str *": "Sequence[str]", "uint32_t": "int",
         "const prse_blob_source *": "Source",
         "const prse_extract_options *": "int"}
ANSWERS = {"prse_classifier_info *": "ClassifierInfo",
           "prse_label_info *": "LabelInfo",
           "prse_label *": "Iterable[Label | tuple[int, float]]",
           "prse_page_found": "Iterable[Page]"}


def write_protocol(name, struct):
    """What a Python object offers, where its methods are those of C."""
    lines = [f"class {class_name(name)}Backend(Protocol):",
             docstring(BACKENDS[name], 4)]
    for function in functions_of(struct):
        given = [f", {'page_limit' if i.name == 'opts' else i.name}: "
                 f"{GIVEN[i.type]}" for i in function.params
                 if i.type in GIVEN]
        answer = next(ANSWERS[i.type] for i in function.params
                      if i.type in ANSWERS)
        lines += ["", f"    def {function.name}(self{''.join(given)})"
                  f" -> {answer}:", docstring(function.doc, 8)]
    return "\n".join(lines)


def owner_of(model, function):
    """The longest handle or plug whose name begins the function's."""
    owners = [h for h in list(model.handles) + list(PLUGS)
              if function.name.startswith(h + "_")]
    owner = max(owners, key=len, default="")
    for family, other in FAMILIES.items():
        if function.name.startswith(family):
            first = [p for p in function.params if p.name != "out"][:1]
            if first and first[0].type == other + " *":
                return other
    if owner == "prse_company" and "prse_company *" not in \
            [p.type.replace("const ", "") for p in function.params] + [
            p.type[:-1] for p in function.params]:
        return "prse_services"
    return owner


def write_class(model, name, doc):
    methods = [Method(model, f, name) for f in model.functions
               if not LEFT_OUT.search(f.name) and owner_of(model, f) == name]
    for method in methods:
        if method.function.name in STATIC:
            method.bound = "staticmethod"
    methods = [m for m in methods if m.bound != "function"]
    parts = [f"class {class_name(name)}(Handle):", docstring(doc, 4)]
    counted = {m.name() for m in methods}
    written = [write_backed(name, model.structs[name])] if name in PLUGS else []
    for method in methods:
        written.append(method.write())
        if method.function.name in LISTS:
            written.append(write_list(method, counted))
        if method.function.name in WHOLE:
            written.append(write_whole(method))
    body = "\n\n".join(written)
    if {"count", "get"} <= counted and name != "prse_facts":
        kind = next(m for m in methods if m.name() == "get").result()[0]
        body += f"""

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[{kind}]:
        return (self.get(i) for i in range(len(self)))

    def __getitem__(self, index: int) -> {kind}:
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self.get(index % len(self))"""
    return "\n".join(parts) + "\n\n" + body if body else "\n".join(parts)


def write_functions(model):
    for function in model.functions:
        if LEFT_OUT.search(function.name):
            continue
        method = Method(model, function, owner_of(model, function))
        if method.bound == "function":
            yield method.write()


def write_api(model):
    parts = [HEAD]
    parts += [write_enum(model, e) for e in model.enums.values()]
    parts += write_failures(model)
    parts += [write_struct(model, s) for s in model.structs.values()
              if (crosses(s) or s.name in TOLD)
              and not s.name.endswith("_options")]
    parts.append("def _tri(value: int) -> bool | None:\n"
                 "    return None if value < 0 else bool(value)")
    docs = {h: model.handles[h].doc for h in model.handles
            if h not in ("prse_text", "prse_records", "prse_http_call")}
    docs |= {p: model.structs[p].doc for p in PLUGS}
    parts += [write_protocol(name, model.structs[name]) for name in PLAIN]
    parts += [write_class(model, name, DOCS.get(name, doc))
              for name, doc in docs.items()]
    parts += list(write_functions(model))
    names = re.findall(r"^(?:class|def) ([A-Za-z]\w*)", "\n".join(parts), re.M)
    names = sorted(set(names) - set(FINISHED))
    parts.append("__all__ = [\n" + "".join(f'    "{n}",\n' for n in names)
                 + "]")
    return "\n\n\n".join(parts) + "\n"
