# SPDX-License-Identifier: Apache-2.0
"""One function of C as a method of Python: its parameters, what it passes on,
and what it answers."""
import re
import textwrap

from api_tables import (DEFAULTS, FACADE, FAILURES, FAMILIES, ONE, PARAMETERS,
                        PARSED, POSITIONAL, RECORDS, RENAMED, REQUIRED, STATIC,
                        TRAILING, USED, WHOLE)
from headers import PLUGS
from kinds import (INSIDE, LASTING, NUMBERS, class_name, enum_of, flag_kind,
                   is_day, kind_of, safe)
from write_types import arrays

# A last parameter that may be left out.
LAST = {"Lang": "Lang.FR", "Format": "Format.TEXT"}
# A callback and its user pointer: what a callable hears.
CALLED = {"prse_page_found": "Page", "prse_event_deliver": "QueueEvent",
          "prse_job_run": "Job"}
# The same: what is heard, and what comes of it.
HEARD = {"prse_finding": ("list[str]", "heard"),
         "prse_passages_found": ("list[int]", "heard"),
         "prse_blob_sink": ("bytes", 'b"".join(heard)')}


def sentence(text, width=72):
    """A docstring's text, wrapped, safe inside triple quotes."""
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    if text.endswith('"'):
        text += "."
    return "\n".join(textwrap.fill(p, width) for p in text.split("\n\n")
                     if p.strip())


def pythonic(text):
    """What C says of failures and of nothing, as Python calls it."""
    for code, names in FAILURES.items():
        text = re.sub(rf"\bPRSE_{code}\b", names.split()[0], text)
    return re.sub(r"\bNULL\b", "None", text.replace("@p ", ""))


def docstring(text, indent):
    lines = sentence(pythonic(text), 76 - indent).split("\n")
    pad = " " * indent
    if len(lines) == 1:
        return f'{pad}"""{lines[0]}"""'
    return "\n".join([f'{pad}"""{lines[0]}'] + [(pad + line).rstrip()
                                                for line in lines[1:]]
                     + [f'{pad}"""'])


class Method:
    """One function, parameter by parameter."""

    def __init__(self, model, function, owner):
        self.model, self.function, self.owner = model, function, owner
        self.params, self.keywords = [], []   # of the method
        self.passed, self.outs = [], []       # to C, and from it
        self.docs = []
        self.many = {given: made
                     for given, _, made in arrays(model, [function])}
        self.bound = "function"
        self.lasting = ""      # The dict that is used after the call.
        self.skip = 0          # parameters that belong to the one before
        self.heard = ""
        for item in function.params:
            self.add(item)

    def add(self, item):
        if self.skip:
            self.skip -= 1
            return
        if item.name == "err":
            return
        base = item.type.replace("const ", "").rstrip("* ")
        self.skip = self.add_several(item, base)
        if not self.skip:
            self.add_one(item, base)

    def add_several(self, item, base):
        """One that goes with those after it; tells how many these are."""
        if base in HEARD:
            self.outs.append(HEARD[base][0])
            self.passed.append("heard.append")
            self.heard = HEARD[base][1]
            return 1
        if base == "prse_kit_case":
            self.outs.append("list[tuple[str, str]]")
            self.passed.append("told")
            return 1
        if item.type == "prse_fact_use *":
            self.outs.append("list[tuple[int, int]]")
            return 1
        if base in CALLED:
            self.add_param(item, f"Callable[[{CALLED[base]}], object]")
            return 1
        if base == "prse_pack_file":
            self.add_param(item, "Mapping[str, str | bytes]")
            return 1
        return self.add_array(item, base)

    def add_array(self, item, base):
        """An array, with what is answered to each and how many there are."""
        answers = {"prse_str": "prse_label"} | self.many
        if base not in answers or not item.type.startswith("const"):
            return 0
        kind = "str" if base == "prse_str" else class_name(base)
        self.add_param(item, f"Sequence[{kind}]")
        self.outs.append(f"tuple[{class_name(answers[base])}, ...]")
        return 2

    def add_one(self, item, base):
        if item.type.endswith("**"):
            self.add_made(item, base)
        elif base in self.model.handles:
            self.add_handle(item, base)
        elif base in PLUGS:
            self.add_plug(item, base)
        elif base == "prse_blob_source":
            self.add_param(item, "BinaryIO | bytes")
        elif base in RECORDS and item.type.startswith("const"):
            self.add_param(item, class_name(base))
        elif item.type == "const prse_schema *":
            self.add_param(item, "Any")
        elif base in self.model.structs and item.type.endswith("*") \
                and base not in INSIDE:
            self.add_struct(item, base)
        elif item.type.endswith("*") and item.type != "const char *":
            self.add_filled(item, base)
        else:
            self.add_value(item)

    def add_param(self, item, kind, passed=None):
        place = f"{self.function.name}.{item.name}"
        name = safe(PARAMETERS.get(place, item.name))
        last = item is [p for p in self.function.params
                        if p.name != "err"][-1]
        default = None if place in REQUIRED else (
            DEFAULTS.get(place) or TRAILING.get(item.name))
        if last:
            default = default or LAST.get(kind)
        text = f"{name}: {kind}" + (f" = {default}" if default else "")
        keyword = default and item.name == "expected"
        (self.keywords if keyword else self.params).append(text)
        self.passed.append(passed.replace(item.name, name) if passed
                           else name)
        self.docs.append((name, item.doc))

    def add_made(self, item, base):
        if base == "prse_text":
            self.outs.append("bytes" if "gives the bytes" in item.doc
                             else "str")
        elif base == "prse_records":
            self.outs.append("list[Row]")
        elif base == self.owner:
            self.outs.append("Self")
            self.bound = "init" if self.is_init() else "classmethod"
        else:
            self.outs.append("list[Unit]" if base == "prse_units"
                             else class_name(base))

    def is_init(self):
        return (self.function.name == self.owner + "_new"
                and self.function.name not in RENAMED)

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
            bare = "_" if self.function.name in WHOLE else ""
            self.outs.append(bare + class_name(base))
            return
        pairs = []
        self.flatten(struct, pairs)
        given = "{" + ", ".join(pairs) + "}"
        if base in LASTING:
            self.lasting, given = given, "given"
        self.passed.append(given)

    def flatten(self, struct, pairs):
        used = USED.get(self.function.name)
        for item in struct.items:
            kind = kind_of(self.model, struct, item)
            if not kind or used and item.name not in used:
                continue
            if kind.code == "PRSE_PY_REPORT":
                self.outs.append(class_name(kind.extra.removeprefix(
                    "&prse_py_")))
            elif kind.code == "PRSE_PY_NESTED":
                self.flatten(self.model.structs[kind.extra.removeprefix(
                    "&prse_py_")], pairs)
            else:
                self.add_field(struct, item, kind, pairs)

    def add_field(self, struct, item, kind, pairs):
        place = f"{struct.name}.{item.name}"
        name = PARAMETERS.get(place, item.name)
        default = DEFAULTS.get(place, kind.default)
        value, python = name, kind.python
        if kind.day:
            value, python = f"day({name})", "str | datetime.date"
        elif kind.code in ("PRSE_PY_HANDLE", "PRSE_PY_PLUG", "PRSE_PY_LENT"):
            value = f"pointer({name})"
        elif kind.code == "PRSE_PY_READ":
            value, python = f"reader({name})", "BinaryIO | bytes"
        text = f"{name}: {python}"
        if place not in REQUIRED and \
                f"{self.function.name}.{name}" not in REQUIRED:
            text += f" = {default}"
        else:
            text = text.removesuffix(" | None")
        pairs.append(f'"{item.name}": {value}')
        if place in POSITIONAL:
            self.params.append(text)
        elif not any(k.startswith(name + ":") for k in self.keywords):
            self.keywords.append(text)
        if name not in [known for known, _ in self.docs]:
            self.docs.append((name, item.doc))

    def add_filled(self, item, base):
        if base in self.model.enums:
            self.outs.append(class_name(base))
        elif base == "prse_str":
            self.outs.append("str")
        elif base == "prse_value":
            self.outs.append("Any")
        elif item.name == "known" or item.type == "int *":
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
                self.add_param(item, "bytes" if item.name == "bytes"
                               else "str")
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
            fact = own == "int" and re.match("1[ :]", function.result)
            kind = "int"
            if fact:
                kind = "bool | None" if "-1" in function.result else "bool"
        return [kind] + self.outs

    def name(self):
        if self.bound == "init":
            return "__init__"
        if self.bound == "staticmethod":
            return STATIC[self.function.name]
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
        flat = self.function.name.removeprefix("prse_")
        call = f"_core.{flat}({', '.join(self.passed)})"
        if self.bound == "init":
            given = [f"given = {self.lasting}"] if self.lasting else []
            return (given + [f"self._h = {call}", "self._parent = None"]
                    + self.kept())
        if self.heard:
            kind = self.outs[-1] if self.heard == "heard" else "list[bytes]"
            return [f"heard: {kind} = []", *self.hear(call)]
        if "told" in self.passed:
            return ["wrong: list[tuple[str, str]] = []", "",
                    "def told(case: str, why: str) -> None:",
                    "    if why:", "        wrong.append((case, why))",
                    "with suppress(SchemaError):  # Some do not hold.",
                    f"    {call}", "return wrong"]
        return self.lent() + self.answer(call) + self.kept()

    def hear(self, call):
        """What was heard, behind what C gives beside it."""
        if len(self.outs) == 1:
            return [call, f"return {self.heard}"]
        made, _ = self.outs
        return [f"made: {made} = {call}", f"return made, {self.heard}"]

    def handlers(self):
        """The callables that an object of the library is lent to."""
        return [(i.name, CALLED[i.type]) for i in self.function.params
                if CALLED.get(i.type) in map(class_name, self.model.handles)]

    def lent(self):
        return [f"{name} = lent({kind}, {name})"
                for name, kind in self.handlers()]

    def kept(self):
        """What C goes on using after the call."""
        read = [f"self._kept = pointer({name})" for name, doc in self.docs
                if "borrows until the next" in doc]
        held = [name for name, _ in self.handlers()] + [
            f"pointer({name})" for name, doc in self.docs
            if "outlives the" in doc] + (["given"] if self.lasting else [])
        longer = [re.match(r"borrows; outlives the (\w+)", item.doc)
                  for item in self.function.params]
        return (read + [f"self._keep({name})" for name in held]
                + [f"{other[1]}._keep((self._h, self))"
                   for other in longer if other])

    def answer(self, call):
        results = self.result()
        if not results:
            return [call]
        if self.function.name in PARSED:
            return [f"return read_json({call})"]
        if len(results) == 1:
            value = converted(call, results[0], self)
            if value == call:
                return [f"result: {results[0]} = {call}", "return result"]
            return ["return " + value]
        names = [f"_{i}" for i in range(len(results))]
        return [f"{', '.join(names)} = {call}", "return "
                + ", ".join(converted(n, r, self)
                            for n, r in zip(names, results))]

    def returned(self):
        results = self.result() or ["None"]
        if self.bound == "init":
            return "None"
        if self.function.name in PARSED:
            return "Any"
        if self.function.name in ONE:
            return results[0].removeprefix("list[").removesuffix("]")
        return results[0] if len(results) == 1 \
            else f"tuple[{', '.join(results)}]"

    def signature(self):
        first = {"function": [], "staticmethod": [],
                 "classmethod": ["cls"]}.get(self.bound, ["self"])
        params = sorted(self.params, key=lambda param: " = " in param)
        if params and params[-1].endswith("| None"):
            params[-1] += " = None"
        return ", ".join(first + params + (["*"] + self.keywords
                                           if self.keywords else []))

    def write(self):
        pad = "" if self.bound == "function" else "    "
        lines = [f"{pad}@{self.bound}"] if self.bound in (
            "classmethod", "staticmethod") else []
        if self.is_property():
            lines = [f"{pad}@property"]
        lines += [f"{pad}def {self.name()}({self.signature()})"
                  f" -> {self.returned()}:",
                  docstring(self.documentation(), len(pad) + 4)]
        lines += [f"{pad}    {line}" for line in self.body()]
        return "\n".join(lines)

    def is_property(self):
        """What an object says of itself, at once and without failing."""
        function = self.function
        if function.name in self.model.hidden:
            return False  # It is a callback as it is.
        return (self.bound == "method" and not self.params
                and not self.keywords and function.threads != "shared"
                and function.returns != "void"
                and (function.returns != "prse_status"
                     or self.outs == ["Unit"]))

    def documentation(self):
        parts = [self.function.doc.strip()]
        parts += [f"{name}: {doc}" for name, doc in self.docs if doc]
        result = self.function.result
        if self.function.returns == "prse_status":
            result = re.sub(r"PRSE_OK( \([^)]*\))?[ ,;]*(or )?", "",
                            result)
            told = result.strip(".") and "told" not in self.passed
            parts += [f"Raises {result}"] if told else []
        elif result:
            parts.append(f"Answers: {result}")
        return "\n\n".join(parts)


def converted(value, kind, method):
    if kind == "Self":
        return f"cls._of({value})"
    one = "[0]" if method.function.name in ONE else ""
    if kind == "list[Row]":
        return f"rows({value}){one}"
    if kind == "list[tuple[int, int]]":
        return f"list({value})"
    if kind == "list[Unit]":
        return f"list(Units._of({value})){one}"
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
