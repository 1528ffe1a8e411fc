# SPDX-License-Identifier: Apache-2.0
"""types.i: the family of each type, for SWIG. headers.i: the headers."""
from headers import PLUGS
from kinds import class_name, crosses

# Read and written by one thread at a time, says the contract; Python threads
# are kept from using one at once.
CONFINED = ("prse_facts", "prse_report", "prse_session", "prse_dashboard",
            "prse_passages", "prse_sentences", "prse_worker", "prse_job")
# Microseconds: letting other threads run would cost more than the call.
SHORT_HEADERS = ("access.h", "base.h", "company.h", "engine.h", "facts.h",
                 "obligation.h", "records.h", "http.h")


# What Python makes of a number or a text that a function fills.
FILLED = {"size_t": "PyLong_FromSize_t", "int64_t": "PyLong_FromLongLong",
          "uint64_t": "PyLong_FromUnsignedLongLong",
          "int": "PyBool_FromLong", "int32_t": "PyBool_FromLong",
          "prse_str": "prse_py_str", "prse_value": "prse_py_value",
          "prse_text *": "prse_py_taken_text"}
# Lists of any length, which verdicts.c asks for twice.
OURS = ("prse_report_reason", "prse_report_missing")
# Whose time depends on how much there is, though they ask nobody.
LARGE = ("prse_dashboard_run", "prse_passages_search", "prse_passages_write")


def filled(model):
    """Whatever is filled: its type, its name, and what becomes of it."""
    found = {(p.type[:-1].strip(), p.name) for f in model.functions
             for p in f.params if p.type.endswith("*")}
    return [f"%filled({kind}, {name}, {FILLED[kind]})"
            for kind, name in sorted(found) if kind in FILLED]


def arrays(model, functions=None):
    """Structs that are given many at once, and the one that comes of each."""
    for function in functions or model.functions:
        for given, made, count in zip(*(function.params[i:]
                                        for i in range(3))):
            base = given.type.removeprefix("const ").rstrip("* ")
            if (count.name == "count" and made.name == "out"
                    and base in model.structs and base != "prse_str"):
                yield base, given.name, made.type.rstrip("* ")


def as_bytes(model):
    """Texts that are bytes: declared first, under the name of what they are."""
    lines = ["%filled(prse_text *, bytes, prse_py_taken_bytes)"]
    for function in model.functions:
        if any("gives the bytes" in p.doc for p in function.params):
            params = ", ".join(
                f"{p.type} "
                f"{'bytes' if 'gives the bytes' in p.doc else p.name}"
                for p in function.params)
            lines += [f"{function.returns} {function.name}({params});"]
    return lines


def is_long(function):
    return (function.header not in SHORT_HEADERS
            and function.threads != "pure"
            and function.returns == "prse_status"
            and not function.name.endswith(("_get", "_setting", "_trace"))
            or function.name in LARGE)


def of_python(model):
    """What Python alone needs."""
    questions = [f.name for f in model.functions
                 if f.name in model.hidden and f.returns == "int"]
    return ([f"%apply {handle} * {{ void *{name} }};"
             for name, handle in sorted(set(model.hidden.values()))]
            + [f"%many({', '.join(each)})" for each in arrays(model)]
            + [f"%question({name})" for name in questions]
            + filled(model) + [f"%ignore {name};" for name in OURS]
            + [f"%thread {f.name};" for f in model.functions
               if is_long(f) or f.name in questions]
            + as_bytes(model))


def write_types(model, classes=False):
    """`classes`: each family is also told the name of its class."""
    def named(name):
        return f", {class_name(name)}" if classes else ""

    lines = ["/* SPDX-License-Identifier: Apache-2.0 */",
             "/* Made by bindings/generate.py from the public headers. */"]
    for name in model.handles:
        if name == "prse_text":
            continue
        family = "confined" if name in CONFINED else "handle"
        lines.append(f"%{family}({name}, {model.drops.get(name, '')}"
                     f"{named(name)})")
    if not classes:
        lines.append("%handle(prse_schema, )")
    lines += [f"%plug({name}{named(name)})" for name in PLUGS]
    lines += [f"%fields({s.name}{named(s.name)})"
              for s in model.structs.values()
              if crosses(s)]
    lines += [f"%enumeration({name}, {e.items[0].name}{named(name)})"
              for name, e in model.enums.items() if name != "prse_status"]
    lines += [f"%ignore {f.name};" for f in model.functions
              if f.name.endswith(("_ref", "_unref", "_free", "_drop"))
              or f.name in ("prse_str_of", "prse_text_str")]
    if not classes:
        lines += of_python(model)
    return "\n".join(lines) + "\n"


def write_headers(model):
    return "".join(f'%include "{name}"\n' for name in model.headers)
