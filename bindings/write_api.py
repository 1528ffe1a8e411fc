# SPDX-License-Identifier: Apache-2.0
"""_api.py: the typed layer over the flat module. A function whose name begins
with that of a handle is its method; one that gives the handle is its class
method; the others are functions of the module."""
import re
import textwrap

from headers import PLUGS
from kinds import (INSIDE, class_name, crosses, enum_of, flag_kind, is_day,
                   kind_of, member_name, NUMBERS)

HEAD = '''# SPDX-License-Identifier: Apache-2.0
# Made by bindings/generate.py from the public headers.
"""The C functions as typed methods. Hosts import portailrse instead."""
from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, Self

from . import _core
from ._handle import Clock, Handle, Row, day, pointer, rows
'''
# Hosts never see these: languages have their own way, or the facade does.
LEFT_OUT = re.compile(r"_(ref|unref|free)$|^prse_(str_of|text_str)$"
                      r"|^prse_http_call_|^prse_batch_(schema|block|stream)$")
# The class to which a family of names belongs beside its own handle.
FAMILIES = {"prse_portal_": "prse_session"}
# The facade's own word for these is better; they keep theirs, with a _.
FACADE = re.compile(
    r"prse_(pack_(load|load_files|fact|fact_choice|fact_bracket|obligation"
    r"|part|check|test|diff|json|call)|facts_(new|get|set|set_int|warning"
    r"|warning_count|count)|report_(new|question|due|output|json)"
    r"|services_(new|record|setting)|company_(search|find|trace|warning"
    r"|warning_count)|dashboard_(new|run|report|facts|trace|json)"
    r"|portal_(new|company|company_save|person|upload|document_read|check"
    r"|documents_check|facts_save)|session_of_(host|person|token)"
    r"|batch_new|store_kit|blob_kit|register_(open|find|search))$")
# Classes that the facade gives under the same name.
FINISHED = ("Batch Blob Cache Company Dashboard Due FactInfo Facts Http "
            "ObligationInfo Pack Portal Question Register Report Services "
            "Session Store").split()
RENAMED = {"prse_session_person": "person_id", "prse_company_search": "search",
           "prse_engine_new": "create", "prse_pack_load": "read"}
# Where a list goes on, and how far: left out, from its beginning.
TRAILING = {"limit": "0", "after": '""', "before": "0", "days": "0"}
# What a callback and its user pointer are together.
PAIRS = {"found": "Callable[[str], object]",
         "told": "Callable[[str, str], object]",
         "sink": "Callable[[bytes], object]"}


def sentence(text, width=72):
    """A docstring's text, wrapped, safe inside triple quotes."""
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    if text.endswith('"'):
        text += "."
    return "\n".join(textwrap.fill(p, width) for p in text.split("\n\n")
                     if p.strip())


def docstring(text, indent):
    lines = sentence(text, 76 - indent).split("\n")
    pad = " " * indent
    if len(lines) == 1:
        return f'{pad}"""{lines[0]}"""'
    return "\n".join([f'{pad}"""{lines[0]}'] + [(pad + line).rstrip()
                                                for line in lines[1:]]
                     + [f'{pad}"""'])


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


def write_struct(model, struct):
    name = class_name(struct.name)
    lines = [f"class {name}(NamedTuple):", docstring(struct.doc, 4), ""]
    for item in struct.items:
        kind = kind_of(model, struct, item)
        if kind and kind.python:
            lines += [f"    {item.name}: {kind.python}",
                      docstring(item.doc or item.name, 4)]
    lines += ["", "", f'_core.register_type("{struct.name}", {name})']
    return "\n".join(lines)


class Method:
    """One function, parameter by parameter."""

    def __init__(self, model, function, owner):
        self.model, self.function, self.owner = model, function, owner
        self.params, self.keywords = [], []   # of the method
        self.passed, self.outs = [], []       # to C, and from it
        self.docs = []
        self.bound = "function"
        self.skip = False
        for item in function.params:
            self.add(item)

    def add(self, item):
        if self.skip:          # the second half of a pair
            self.skip = False
            return
        base = item.type.replace("const ", "").rstrip("* ")
        if item.name == "err":
            return
        if item.type.endswith("**"):
            self.add_made(base)
        elif item.name in PAIRS and base in ("prse_finding", "prse_kit_case",
                                             "prse_blob_sink"):
            self.skip = True
            self.add_param(item, PAIRS[item.name])
        elif item.type == "prse_fact_use *":
            self.skip = True
            self.outs.append("list[tuple[int, int]]")
        elif base == "prse_pack_file":
            self.skip = True
            self.add_param(item, "Mapping[str, str | bytes]")
        elif base in self.model.handles:
            self.add_handle(item, base)
        elif base in PLUGS:
            self.add_plug(item, base)
        elif item.type == "const prse_schema *":
            self.add_param(item, "Any")
        elif base in self.model.structs and item.type.endswith("*") \
                and base not in INSIDE:
            self.add_struct(item, base)
        elif item.type.endswith("*") and item.type != "const char *":
            self.add_filled(item, base)
        else:
            self.add_value(item)

    def add_param(self, item, kind, passed=None, default=None):
        name = safe(item.name)
        passed = passed and passed.replace(item.name, name)
        last = item is [p for p in self.function.params
                        if p.name != "err"][-1]
        if kind == "Lang" and last:
            default = "Lang.FR"
        default = default or TRAILING.get(item.name)
        self.params.append(f"{name}: {kind}"
                           + (f" = {default}" if default else ""))
        self.passed.append(passed or name)
        self.docs.append((name, item.doc))

    def add_made(self, base):
        if base == "prse_text":
            self.outs.append("str")
        elif base == "prse_records":
            self.outs.append("list[Row]")
        elif base == self.owner:
            self.outs.append("Self")
            self.bound = "classmethod"
        else:
            self.outs.append(class_name(base))

    def add_handle(self, item, base):
        if base == self.owner and self.bound == "function" \
                and not self.params:
            self.bound = "method"
            self.passed.append("self._h")
            return
        kind = class_name(base)
        if "NULL" in item.doc and base == "prse_facts":
            kind += " | None"
        self.add_param(item, kind, f"pointer({item.name})")

    def add_plug(self, item, base):
        if item.name == "out":
            self.outs.append("Self" if base == self.owner
                             else class_name(base))
            self.bound = "classmethod"
        elif base == self.owner and self.bound == "function" \
                and not self.params:
            self.bound = "method"
            self.passed.append("self._h")
        else:
            optional = " | None" if "NULL" in item.doc else ""
            self.add_param(item, class_name(base) + optional,
                           f"pointer({item.name})")

    def add_struct(self, item, base):
        struct = self.model.structs[base]
        if not item.type.startswith("const"):
            self.outs.append(class_name(base))
            return
        pairs = []
        self.flatten(struct, pairs)
        self.passed.append("{" + ", ".join(pairs) + "}")

    def flatten(self, struct, pairs):
        for item in struct.items:
            kind = kind_of(self.model, struct, item)
            if not kind:
                continue
            if kind.code == "PRSE_PY_NESTED":
                self.flatten(self.model.structs[kind.extra.removeprefix(
                    "&prse_py_")], pairs)
                continue
            value, python = item.name, kind.python
            if kind.day:
                value, python = f"day({item.name})", "str | datetime.date"
            elif kind.code in ("PRSE_PY_HANDLE", "PRSE_PY_PLUG"):
                value = f"pointer({item.name})"
            default = f" = {kind.default}" if kind.default else ""
            if not any(k.startswith(item.name + ":") for k in self.keywords):
                self.keywords.append(f"{item.name}: {python}{default}")
                self.docs.append((item.name, item.doc))
            pairs.append(f'"{item.name}": {value}')

    def add_filled(self, item, base):
        if base in self.model.enums:
            self.outs.append(class_name(base))
        elif base == "prse_str":
            self.outs.append("str")
        elif base == "prse_value":
            self.outs.append("Any")
        elif item.name == "known":
            self.outs.append("bool")
        elif base in NUMBERS:
            self.outs.append("int")
        else:
            raise SystemExit(f"{self.function.name}: {item.type} {item.name}")

    def add_value(self, item):
        if item.type == "prse_str":
            if is_day(item):
                self.add_param(item, "str | datetime.date",
                               f"day({item.name})")
            else:
                self.add_param(item, "str")
        elif item.type == "const char *":
            self.add_param(item, "str | None")
        elif item.type in self.model.enums:
            self.add_param(item, class_name(item.type))
        elif item.type in NUMBERS:
            flag = flag_kind(item)
            self.add_param(item, "bool" if flag else "int",
                           f"int({item.name})" if flag else None)
        else:
            raise SystemExit(f"{self.function.name}: {item.type} {item.name}")

    def result(self):
        """The types that come back, the function's own value first."""
        function = self.function
        own = function.returns
        if own == "prse_status" or own == "void":
            return list(self.outs)
        base = own.replace("const ", "").rstrip("* ")
        if own in ("prse_str", "const char *"):
            kind = "str"
        elif base in self.model.handles:
            kind = class_name(base)
        elif own in self.model.enums:
            kind = class_name(own)
        elif self.outs and self.outs[0].startswith("list[tuple"):
            return list(self.outs)
        elif own == "const prse_schema *":
            kind = "Any"
        else:
            fact = "1 " in function.result[:3] and own == "int"
            kind = "int"
            if fact:
                kind = "bool | None" if "-1" in function.result else "bool"
        return [kind] + self.outs

    def name(self):
        name = RENAMED.get(self.function.name) or self.plain_name()
        return "_" + name if FACADE.match(self.function.name) else name

    def plain_name(self):
        function = self.function.name
        if self.bound != "function":
            for family, owner in FAMILIES.items():
                if self.owner == owner and function.startswith(family):
                    return safe(function.removeprefix(family))
            return safe(function.removeprefix(self.owner + "_"))
        return safe(function.removeprefix("prse_"))

    def body(self):
        return self.call() + self.kept()

    def kept(self):
        """What C goes on reading after the call."""
        return [f"self._kept = pointer({name})" for name, doc in self.docs
                if "borrows until the next" in doc]

    def call(self):
        flat = self.function.name.removeprefix("prse_")
        call = f"_core.{flat}({', '.join(self.passed)})"
        results = self.result()
        if not results:
            return [call]
        if len(results) == 1:
            value = converted(call, results[0], self)
            if value == call:
                return [f"result: {results[0]} = {call}", "return result"]
            return ["return " + value]
        names = [f"_{i}" for i in range(len(results))]
        return [f"{', '.join(names)} = {call}", "return "
                + ", ".join(converted(n, r, self)
                            for n, r in zip(names, results))]

    def write(self):
        pad = "" if self.bound == "function" else "    "
        first = {"function": [], "method": ["self"],
                 "classmethod": ["cls"]}[self.bound]
        params = first + self.params + (["*"] + self.keywords
                                        if self.keywords else [])
        results = self.result() or ["None"]
        kind = results[0] if len(results) == 1 \
            else f"tuple[{', '.join(results)}]"
        lines = [f"{pad}@classmethod"] if self.bound == "classmethod" else []
        if self.is_property():
            lines = [f"{pad}@property"]
        lines += [f"{pad}def {self.name()}({', '.join(params)}) -> {kind}:",
                  docstring(self.documentation(), len(pad) + 4)]
        lines += [f"{pad}    {line}" for line in self.body()]
        return "\n".join(lines)

    def is_property(self):
        """What an object says of itself, at once and without failing."""
        function = self.function
        return (self.bound == "method" and not self.params
                and not self.keywords and function.threads != "shared"
                and function.returns != "void"
                and (function.returns != "prse_status"
                     or self.outs == ["Unit"]))

    def documentation(self):
        parts = [self.function.doc.strip()]
        parts += [f"{name}: {doc}" for name, doc in self.docs if doc]
        if self.function.result and self.result():
            parts.append(f"Answers: {self.function.result}")
        elif self.function.result.startswith("PRSE_OK, "):
            parts.append("Failures: " + self.function.result[9:])
        return "\n\n".join(parts)


def safe(name):
    return name + "_" if name in ("import", "from", "class") else name


def converted(value, kind, method):
    if kind == "Self":
        return f"cls._of({value})"
    if kind == "list[Row]":
        return f"rows({value})"
    if kind in ("bool", "bool | None") and value.startswith("_core.") or \
            kind in ("bool", "bool | None") and value == "_0":
        if kind == "bool":
            return f"bool({value})"
        return f"_tri({value})"
    names = {class_name(h) for h in method.model.handles} | {
        class_name(p) for p in PLUGS}
    if kind in names:
        if method.bound == "method" and "borrowed" in method.function.result:
            return f"{kind}._of({value}, self)"
        return f"{kind}._of({value})"
    return value


def owner_of(model, function):
    """The longest handle or plug whose name begins the function's."""
    owners = [h for h in list(model.handles) + list(PLUGS)
              if function.name.startswith(h + "_")]
    owner = max(owners, key=len, default="")
    for family, other in FAMILIES.items():
        if function.name.startswith(family):
            first = [p for p in function.params if p.name != "out"][:1]
            if first and first[0].type == "prse_session *":
                return other
    if owner == "prse_company" and "prse_company *" not in \
            [p.type.replace("const ", "") for p in function.params] + [
            p.type[:-1] for p in function.params]:
        return "prse_services"
    return owner


def write_class(model, name, doc):
    methods = [Method(model, f, name) for f in model.functions
               if not LEFT_OUT.search(f.name) and owner_of(model, f) == name]
    methods = [m for m in methods if m.bound != "function"]
    parts = [f"class {class_name(name)}(Handle):", docstring(doc, 4)]
    body = "\n\n".join(m.write() for m in methods)
    counted = {m.name() for m in methods}
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
    parts += [write_struct(model, s) for s in model.structs.values()
              if crosses(s) and not s.name.endswith("_options")]
    parts.append("def _tri(value: int) -> bool | None:\n"
                 "    return None if value < 0 else bool(value)")
    docs = {h: model.handles[h].doc for h in model.handles
            if h not in ("prse_text", "prse_records", "prse_http_call")}
    docs |= {p: model.structs[p].doc for p in PLUGS}
    parts += [write_class(model, name, doc) for name, doc in docs.items()]
    parts += list(write_functions(model))
    names = re.findall(r"^(?:class|def) ([A-Za-z]\w*)", "\n".join(parts), re.M)
    names = sorted(set(names) - set(FINISHED))
    parts.append("__all__ = [\n" + "".join(f'    "{n}",\n' for n in names)
                 + "]")
    return "\n\n\n".join(parts) + "\n"
