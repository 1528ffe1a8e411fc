# SPDX-License-Identifier: Apache-2.0
"""thunks.c: the functions of each plug that a Python object fills, from their
prototypes. Each asks the method of its name and hands over what it answers.
thunks.h: the prototypes of those that do more, which are written by hand."""
import re

from headers import PLUGS

HEAD = """/* SPDX-License-Identifier: Apache-2.0 */
/* Made by bindings/generate.py from the public headers. */
"""
BY_HAND = {"prse_store": ("begin", "commit", "rollback"),
           "prse_blob": ("put", "get", "link"),
           "prse_http": ("start", "wait"),
           "prse_cache": (),
           "prse_extract": ("read",),
           "prse_classifier": ("classify",)}
# No failure of theirs is an answer: what was raised comes out as it is.
PLAIN = ("prse_extract", "prse_classifier")
# What is little to a backend that blocks.
LITTLE = {"open": ["*session = self;", "(void)err;", "return PRSE_OK;"],
          "close": ["(void)session;"],
          "cancel": ["(void)session;", "(void)call;"]}
# What a backend of Python has other methods for.
METHODS = {"prse_http": ("request",)}
# Answers that are iterated over, and functions that a reader may not call.
MANY = ("scan", "list", "check")
WRITES = ("put", "remove", "claim", "load")
GIVES = {"prse_row_found": "row", "prse_blob_found": "blob",
         "prse_blob_text": "text", "prse_finding": "text",
         "prse_cache_found": "kept"}
NUMBERS = {"uint32_t": "I", "int64_t": "L", "uint64_t": "K"}
VALUES = {"key": "of->key_count", "values": "of->column_count"}


def record(base, name):
    return f"&(prse_py_place){{&prse_py_{base}, (void *){name}}}"


def argument(function, item):
    """The format of Py_BuildValue and its arguments; None: not an argument."""
    name, base = item.name, item.type.replace("const ", "").rstrip("* ")
    if item.type == "prse_str":
        kind = "bytes" if f"{name} (bytes)" in function.doc else "str"
        return "O&", f"prse_py_build_{kind}, &{name}"
    if name.endswith("_ms"):  # Python counts in seconds.
        return "d", f"(double){name} / 1000"
    if item.type in NUMBERS:
        kind = {"L": "(long long)", "K": "(unsigned long long)"}
        code = NUMBERS[item.type]
        return code, kind.get(code, "") + name
    if base == "prse_value":
        return "O&", ("prse_py_build_values, "
                      f"&(prse_py_values){{{name}, {VALUES[name]}}}")
    if item.type.startswith("const") and name != "opts":
        return "O&", f"prse_py_build_record, {record(base, name)}"
    return None


def receiver(function, item):
    rows = "of" if item.type == "prse_row_found" else "NULL"
    return (f"prse_py_take_{'each' if function.name in MANY else 'one'}",
            f"&(prse_py_receiver){{prse_py_give_{GIVES[item.type]}, "
            f"(void (*)(void)){item.name}, user, {rows}}}")


def taken(function):
    """Who takes the answer, and where it goes."""
    for item in function.params:
        base = item.type.rstrip("* ")
        if item.type in GIVES:
            return receiver(function, item)
        if item.type in ("uint32_t *", "int64_t *"):
            return f"prse_py_take_{base.removesuffix('_t')}", item.name
        if item.name == "out":
            return "prse_py_take_fields", record(base, "out")
    return "NULL", "NULL"


def prototype(function, name):
    params = ", ".join(f"{i.type}{'' if i.type[-1] == '*' else ' '}{i.name}"
                       for i in function.params)
    return f"{function.returns} {name}({params})"


def by_hand(plug, name):
    return f"{plug.replace('prse_', 'prse_py_')}_{name}"


def may(plug):
    return f"{by_hand(plug, 'may').upper()}"


def allowed(plug, struct):
    """The statuses that the contract grants, as bits."""
    words = struct.doc + " ".join(i.doc for i in struct.items)
    return " | \\\n    ".join(f"1u << {code}" for code in sorted(set(
        re.findall(r"\bPRSE_E\w+", words))))


def thunk(plug, function):
    first = function.params[0].name
    lines, self, watch = [], first, "NULL"
    if first == "tx":
        lines += ["prse_py_tx *in = tx;"]
        self, watch = "in->object", "&in->watch"
        if function.name in WRITES:
            lines += ["if (!in->write)",
                      "    return prse_py_only_reads(err);"]
    if any(i.name == "opts" for i in function.params):
        lines += [f"prse_py_watch watch = {by_hand(plug, 'watch')}(opts, 0);"]
        watch = "&watch"
    given = [a for a in (argument(function, i) for i in function.params
                         if i.name not in (first, "err")) if a]
    take, to = taken(function)
    lines += [f"prse_py_call call = {{.self = {self}, .method = "
              f"\"{function.name}\", .watch = {watch},",
              f"                     .take = {take}, .to = {to}"
              + (f", .may = {may(plug)}}};" if plug in PLAIN else "};"),
              "return prse_py_ask(" + ",\n                       ".join(
                  ["&call", "err", f'"({"".join(f for f, _ in given)})"']
                  + [a for _, a in given]) + ");"]
    name = f"{plug.removeprefix('prse_')}_{function.name}"
    return (f"static {prototype(function, name)}\n{{\n" + "".join(
        f"    {line}\n" for line in LITTLE.get(function.name, lines)) + "}\n")


def functions_of(struct):
    return [i for i in struct.items if i.type == "callback"
            and i.name != "free"]


def methods_of(plug, struct):
    """What a backend must have; the other functions are of transactions, or
    may be NULL."""
    return METHODS.get(plug) or [
        f.name for f in functions_of(struct) if f.params[0].name == "self"
        and "May be NULL" not in f.doc]


def constructor(plug, struct):
    """prse_py_store_of(backend)"""
    fields = []
    for function in functions_of(struct):
        name = f"{plug.removeprefix('prse_')}_{function.name}"
        if function.name in BY_HAND[plug]:
            name = by_hand(plug, function.name)
        if "May be NULL" in function.doc:
            name = f'prse_py_has(backend, "{function.name}") ? {name} : NULL'
        fields.append(f",\n        .{function.name} = {name}")
    return (f"PyObject *{by_hand(plug, 'of')}(PyObject *backend)\n{{\n"
            f"    {plug} plug = {{\n        .size = sizeof plug, "
            f".self = backend, .free = prse_py_free{''.join(fields)}}};\n"
            f'    return prse_py_plug_of(backend, &plug, "{plug}", '
            "sizeof plug);\n}\n")


def write_thunks(model):
    source = [HEAD, '#include "plugs.h"\n']
    header = [HEAD]
    for plug in PLUGS:
        struct = model.structs[plug]
        if plug in PLAIN:
            header.append(f"#define {may(plug)} \\\n"
                          f"    ({allowed(plug, struct)})\n")
        for function in functions_of(struct):
            if function.name in BY_HAND[plug]:
                header.append(prototype(function, by_hand(
                    plug, function.name)) + ";\n")
            else:
                source.append(thunk(plug, function))
        source.append(constructor(plug, struct))
        header.append(f"PyObject *{by_hand(plug, 'of')}("
                      "PyObject *backend);\n")
    tables = {f"extern prse_py_struct prse_py_{name};\n" for name in
              ("prse_collection", "prse_schema", "prse_query",
               "prse_blob_info", "prse_classifier_info", "prse_label_info",
               "prse_label", "prse_page")}
    return {"thunks.c": "\n".join(source),
            "thunks.h": "".join(header + sorted(tables))}
