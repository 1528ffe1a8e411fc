# SPDX-License-Identifier: Apache-2.0
"""What Java needs: a class for each enum, struct and handle, the tables that
fill them, and what each function answers."""
import re
from html import escape

from headers import PLUGS
from kinds import class_name, crosses, enum_of, kind_of, member_name
from write_types import CONFINED, write_types

PACKAGE = "org/portailrse/core"
HEAD = ("// SPDX-License-Identifier: Apache-2.0\n"
        "// Made by bindings/generate.py from the public headers.\n"
        "package org.portailrse.core;\n\n")
# The queue of jobs, whose workers and senders are callbacks.
WITHOUT = ("/jobs.h", "/worker.h", "/runs.h")
# Callbacks, arrays, tables of functions and Arrow stay on the C side.
LEFT = re.compile(r"\bprse_(finding|kit_case|blob_sink|upload|batch|reform"
                  r"|http_call|blob_source|passages_found|page|page_found)\b"
                  r"|\bArrow|\bprse_str \* texts")
TEXT = "String"
TYPES = {"STR": TEXT, "CHARS": TEXT, "TEXT": TEXT, "TEXTS": "List<String>",
         "FLAG": "boolean", "TRI": "Boolean", "I32": "int", "U32": "long",
         "I64": "long", "U64": "long", "SIZE": "long", "FLOAT": "double",
         "DOUBLE": "double"}
SAME = {"KEPT": "STR", "LENT": "PLUG"}  # To Java.
SIGNATURES = {TEXT: "Ljava/lang/String;", "List<String>": "Ljava/util/List;",
              "boolean": "Z", "Boolean": "Ljava/lang/Boolean;", "int": "I",
              "long": "J", "double": "D"}
DEFAULTS = {TEXT: '""', "List<String>": "List.of()", "boolean": "false",
            "int": "0", "long": "0", "double": "0"}
NUMBERS = {"size_t": "Long", "int64_t": "Long", "int": "Boolean",
           "int32_t": "Boolean"}


def camel(name):
    head, *rest = name.removeprefix("prse_").split("_")
    return head + "".join(p.capitalize() for p in rest)


def comment(text, indent=""):
    text = escape(re.sub(r"\s*@since.*", "", text), quote=False)
    return f"{indent}/** {text.replace('@', '&#64;')} */\n" if text else ""


def left_out(function):
    return any(LEFT.search(f"{p.type} {p.name}") for p in function.params)


def ours(function):
    """Text and lifetime: what the bridge does by itself."""
    return (function.name.endswith(("_ref", "_unref", "_free", "_drop"))
            or function.name in ("prse_str_of", "prse_text_str"))


def brought(model):
    return [f for f in model.functions if not left_out(f) and not ours(f)]


def base_of(kind):
    return kind.replace("const ", "").replace("*", "").strip()


def structs_of(model):
    """Those that some function takes or fills; True: taken."""
    found = {}
    for function in brought(model):
        for param in function.params:
            name = base_of(param.type)
            if name in model.structs and crosses(model.structs[name]):
                found[name] = found.get(name, False) or "const" in param.type
    return found


def handles_of(model):
    return ([n for n in model.handles
             if n not in ("prse_text", "prse_http_call", "prse_batch",
                          "prse_reform")]
            + list(PLUGS) + ["prse_schema"])


# --- Structs ---

def members(model, struct):
    """The field, its kind in C and its type in Java."""
    for item in struct.items:
        kind = kind_of(model, struct, item)
        code = kind.code.removeprefix("PRSE_PY_") if kind else ""
        code = SAME.get(code, code)
        if code == "ENUM":
            yield item, code, class_name(enum_of(model, item).name)
        elif code in ("HANDLE", "PLUG"):
            yield item, code, class_name(base_of(item.type))
        elif code in TYPES:
            yield item, code, TYPES[code]


def signature(java):
    return SIGNATURES.get(java, f"L{PACKAGE}/{java};")


def default(model, item, java):
    enum = enum_of(model, item)
    if enum and java == class_name(enum.name):
        first = next((m for m in enum.items if m.value == 0), enum.items[0])
        return f"{java}.{member_name(enum, first)}"
    return DEFAULTS.get(java, "null")


def setters(name, rows, values):
    """Records do not change: each setter answers another one."""
    text = (f"\n    /** Everything at its default. */\n    public {name}() {{\n"
            f"        this({', '.join(values)});\n    }}\n")
    for item, _, java in rows:
        this = camel(item.name)
        text += (f"\n    /** @return the same with another {this} */\n"
                 f"    public {name} {this}({java} {this}) {{\n"
                 f"        return new {name}("
                 + ", ".join(camel(i.name) for i, _, _ in rows)
                 + ");\n    }\n")
    return text


def record(model, struct, taken):
    name, rows = class_name(struct.name), list(members(model, struct))
    docs = "".join(f" * @param {camel(i.name)} {escape(i.doc, False)}\n"
                   for i, _, _ in rows)
    docs = re.sub(r"\s*@since [\d.]+", "", docs)
    body = setters(name, rows, [default(model, i, j) for i, _, j in rows]
                   ) if taken and rows else ""
    uses = "import java.util.List;\n\n" if "List<" in str(rows) else ""
    docs = f" *\n{docs}" if docs else ""
    return (HEAD + uses + f"/**\n * {escape(struct.doc, False)}\n{docs} */\n"
            f"public record {name}(\n    "
            + ",\n    ".join(f"{j} {camel(i.name)}" for i, _, j in rows)
            + f") {{{body}\n}}\n")


def table(model, struct):
    rows = list(members(model, struct))
    lines = ""
    for item, code, java in rows:
        more = "NULL"
        if code in ("ENUM", "HANDLE", "PLUG"):
            source = enum_of(model, item)
            more = "&prse_java_" + (source.name if code == "ENUM"
                                    else base_of(item.type))
        count = (f"offsetof({struct.name}, {item.name.rstrip('s')}_count)"
                 if code == "TEXTS" else "0")
        lines += (f'    {{"{camel(item.name)}", "{signature(java)}", '
                  f"offsetof({struct.name}, {item.name}), PRSE_JAVA_{code}, "
                  f"{more}, {count}, NULL}},\n")
    sized = int(any(i.name == "size" for i in struct.items))
    return (f"static prse_java_field fields_{struct.name}[] = {{\n{lines}}};\n"
            f"static prse_java_struct prse_java_{struct.name} = {{\n"
            f'    {{"{PACKAGE}/{class_name(struct.name)}",\n     "('
            + "".join(signature(j) for _, _, j in rows)
            + f')V", NULL, 0, NULL, NULL}},\n    sizeof({struct.name}), '
            f"{sized}, {len(rows)}, fields_{struct.name}}};\n")


# --- Enums and handles ---

def enumeration(enum):
    name = class_name(enum.name)
    items = ",\n".join(comment(m.doc, "    ")
                       + f"    {member_name(enum, m)}({m.value})"
                       for m in enum.items)
    return (HEAD + comment(enum.doc) + f"public enum {name} {{\n{items};\n\n"
            "    private final int value;\n\n"
            f"    {name}(int value) {{\n        this.value = value;\n    }}\n\n"
            "    /** @return the number that C knows it by */\n"
            "    public int value() {\n        return value;\n    }\n\n"
            "    /**\n     * @param value the number that C knows it by\n"
            "     * @return what it stands for\n     */\n"
            f"    public static {name} of(int value) {{\n"
            f"        for ({name} each : values()) {{\n"
            "            if (each.value == value) {\n"
            "                return each;\n            }\n        }\n"
            "        throw new IllegalArgumentException(\n"
            f'            "{name} has no " + value);\n    }}\n}}\n')


def handle(model, name):
    doc = model.handles[name].doc if name in model.handles else (
        model.structs[name].doc if name in model.structs else "")
    java = class_name(name)
    return (HEAD + comment(doc) + f"public final class {java} extends Handle {{"
            f"\n    {java}(long box) {{\n        super(box);\n    }}\n}}\n")


def handle_entry(model, name):
    drop, text = model.drops.get(name), ""
    if drop:
        text = (f"static void drop_{name}(void *object)\n{{\n"
                f"    {drop}(object);\n}}\n")
    given = ("prse_java_drop_plug" if name in PLUGS
             else f"drop_{name}" if drop else "NULL")
    return (text + f"static prse_java_type prse_java_{name} = {{\n"
            f'    "{PACKAGE}/{class_name(name)}", "(J)V", {given}, '
            f"{int(name in CONFINED or name in PLUGS)}, NULL, NULL}};\n")


def enum_entry(name):
    java = class_name(name)
    return (f"static prse_java_type prse_java_{name} = {{\n"
            f'    "{PACKAGE}/{java}", "(I)L{PACKAGE}/{java};", NULL, 0, NULL, '
            "NULL};\n")


# --- Functions ---

def answered(model, param):
    """What a parameter that is filled becomes; None: it is given."""
    base = base_of(param.type)
    if "const" in param.type or "*" not in param.type:
        return None
    if param.type == "prse_text **" or param.type == "prse_str *":
        return TEXT
    if param.type.endswith("**"):
        return class_name(base)
    if base == "prse_value":
        return "Object"
    if base in NUMBERS:
        return NUMBERS[base]
    filled = base in model.structs and crosses(model.structs[base])
    if filled or base in model.enums or (base in PLUGS
                                         and param.name == "out"):
        return class_name(base)
    return None


def answer(model, function):
    if any(p.name == "room" for p in function.params):
        return f"%listed({function.returns}, {function.name})"
    many = [a for a in (answered(model, p) for p in function.params) if a]
    if function.returns != "prse_status":
        many = ["it", *many] if many else []
    if not many:
        return None
    java = many[0] if len(many) == 1 else "Object[]"
    return f"%answers({function.returns}, {function.name}, {java})"


def types(model):
    lines = [write_types(model, classes=True)]
    for function in model.functions:
        if left_out(function):
            lines.append(f"%ignore {function.name};")
        elif not ours(function):
            lines.append(f"%rename({camel(function.name)}) {function.name};")
            lines.append(answer(model, function) or "")
    return "\n".join(filter(None, lines)) + "\n"


def write_java(model):
    """The text of each file, by name."""
    taken, handles = structs_of(model), handles_of(model)
    enums = list(model.enums)
    fields = ["/* SPDX-License-Identifier: Apache-2.0 */\n",
              *(handle_entry(model, n) for n in handles),
              *(enum_entry(n) for n in enums),
              *(table(model, model.structs[n]) for n in taken)]
    files = {"types.i": types(model), "fields.h": "".join(fields)}
    java = {n: record(model, model.structs[n], t) for n, t in taken.items()}
    java |= {n: enumeration(model.enums[n]) for n in enums}
    java |= {n: handle(model, n) for n in handles}
    return files | {f"java/{PACKAGE}/{class_name(n)}.java": text
                    for n, text in java.items()}
