# SPDX-License-Identifier: Apache-2.0
"""How a field or a parameter of C looks on the other side."""
import re
from dataclasses import dataclass
from keyword import iskeyword

from headers import NAMED, PLUGS

# What the library tells a backend of Python, which functions never take so.
TOLD = ("prse_column", "prse_index", "prse_collection", "prse_schema",
        "prse_query")
# What a backend answers as a tuple.
ANSWERED = ("prse_blob_info",)
# Whose texts C borrows from a backend for as long as it lives.
BORROWED = ("prse_classifier_info", "prse_label_info")
# Always the same object in Python: they last as long as their stores.
KEPT = ("prse_collection", "prse_schema")
# Structs that never cross as a whole: text, errors and the plugs themselves.
INSIDE = ("prse_str", "prse_error", "prse_value", "prse_clock",
          "prse_pack_file", "prse_tx_options", "prse_blob_source",
          "prse_blob_options", "prse_blob_link") + TOLD + ANSWERED + PLUGS
NUMBERS = {"int32_t": "I32", "uint32_t": "U32", "int64_t": "I64",
           "uint64_t": "U64", "size_t": "SIZE", "int": "I32",
           "uint8_t": "U8"}
FRACTIONS = {"float": "FLOAT", "double": "DOUBLE"}
SKIPPED = ("size", "reserved", "user", "scan_user", "revoked_user")
# What is made from these goes on using the dict that they were given as.
LASTING = ("prse_worker_options", "prse_runs_options")
# So would what is made from these, but that nobody hears what it raises.
UNHEARD = ("prse_batch_options", "prse_reform_options")
# What workers and senders ask and tell, by the names of their callbacks.
LISTENERS = {"idle": "[int]", "told": "[str, str]",
             "given_up": "[QueueEvent, Error]"}
FLAG = re.compile(r"^(For \w+\(\): )?(1:|1 [a-z]|0: .*; 1: )")


@dataclass
class Kind:
    """`code` of the C table with its `extra`; type and default in Python."""
    code: str
    extra: str
    python: str
    default: str = "0"
    day: bool = False


ALWAYS = {
    "const char *": Kind("PRSE_PY_TEXT", "NULL", "str | None", "None"),
    "const char *const *": Kind("PRSE_PY_TEXTS", "NULL", "Sequence[str]",
                                "()"),
    "const prse_str *": Kind("PRSE_PY_STRS", "NULL", "Sequence[str]", "()"),
    "prse_value": Kind("PRSE_PY_VALUE", "NULL", "object", "None")}


def crosses(struct):
    return struct.name not in INSIDE


def has_table(struct):
    return crosses(struct) or struct.name in TOLD + ANSWERED


def count_of(struct, item):
    """The field that tells how many items an array has."""
    if "*" not in item.type and "[" not in item.type:
        return None
    names = [f"{item.name[:end]}_count" for end in (None, -1, -2)]
    if "[" in item.type or item.type.startswith(("const prse_collection",
                                                 "const prse_word")):
        names.append("count")
    return next((i for i in struct.items if i.name in names), None)


def is_count(struct, item):
    return any(count_of(struct, i) is item for i in struct.items)


def class_name(name):
    return "".join(p.capitalize()
                   for p in name.removeprefix("prse_").split("_"))


def safe(name):
    return name + "_" if iskeyword(name) else name


def is_day(item):
    """A text that is a day: a datetime.date will do."""
    return item.type == "prse_str" and "days" not in item.name and bool(
        re.search(r"\b[Dd]ay\b", item.doc) or item.name.startswith("date"))


def flag_kind(item):
    """1: yes; 0: no; and -1 where nobody told."""
    if not FLAG.match(item.doc):
        return None
    if "-1" in item.doc:
        return Kind("PRSE_PY_TRI", "NULL", "bool | None", "None")
    return Kind("PRSE_PY_FLAG", "NULL", "bool", "False")


def enum_of(model, item):
    named = NAMED.search(item.doc)
    for name in (item.type, named[1] if named else ""):
        if name in model.enums:
            return model.enums[name]
    return None


def enum_kind(enum, item):
    first = next((m for m in enum.items if m.value == 0), enum.items[0])
    name = class_name(enum.name)
    if first.value and "0: any" in item.doc:
        return Kind("PRSE_PY_ENUM", f'"{name}"', name + " | None", "None")
    return Kind("PRSE_PY_ENUM", f'"{name}"', name,
                f"{name}.{member_name(enum, first)}")


def member_name(enum, member):
    """PRSE_ROLE_OWNER of prse_role is OWNER; PRSE_SUBJECT is SUBJECT."""
    name = member.name.removeprefix("PRSE_")
    parts = [m.name.removeprefix("PRSE_").split("_")[0] for m in enum.items]
    if len(set(parts)) == 1 and all("_" in m.name.removeprefix("PRSE_")
                                    for m in enum.items):
        name = name.split("_", 1)[1]
    return name if not name[0].isdigit() else "HTTP_" + name


def callback_kind(struct, item):
    if item.name == "should_stop":
        return Kind("PRSE_PY_STOP", "NULL", "Callable[[], object] | None",
                    "None")
    shape = {"prse_register_options": "[RegisterProgress], object",
             "prse_store_work": "[str, int, int], object",
             "prse_hub_watch": "[str, int, int], object",
             "prse_upload": "[int], object",
             "prse_analysis_options": "[AnalysisStage, int, int], object",
             "prse_classify_options": "[int, int], object",
             "prse_extract_options": "[int, int], object"}
    if item.name == "progress":
        return Kind("PRSE_PY_HEARD", f'"{struct.name}"',
                    f"Callable[{shape[struct.name]}] | None", "None")
    if item.name in LISTENERS:
        return Kind("PRSE_PY_HEARD", f'"{item.name}"',
                    f"Callable[{LISTENERS[item.name]}, object] | None", "None")
    if item.name == "read":
        return Kind("PRSE_PY_READ", "NULL", "Callable[[int], bytes]", "")
    if item.name == "revoked":
        return Kind("PRSE_PY_ASK", "NULL", "Callable[[str], object] | None",
                    "None")
    return Kind("PRSE_PY_SCAN", "NULL", "Callable[[str], object] | None",
                "None")


def pointer_kind(model, item):
    base = item.type.replace("const ", "").replace("*", "").strip()
    if base in model.handles:
        return Kind("PRSE_PY_HANDLE", f'"{base}"',
                    f"{class_name(base)} | None", "None")
    if base in PLUGS:
        lent = item.type.startswith("const")
        return Kind("PRSE_PY_LENT" if lent else "PRSE_PY_PLUG", f'"{base}"',
                    f"{class_name(base)} | None", "None")
    if base == "prse_clock":
        return Kind("PRSE_PY_CLOCK", "NULL", "Clock | None", "None")
    if base in model.structs and not item.type.startswith("const"):
        return Kind("PRSE_PY_REPORT", f"&prse_py_{base}", "")
    if base in model.structs:
        return Kind("PRSE_PY_NESTED", f"&prse_py_{base}", "", "None")
    return None


def told_kind(item):
    """Arrays and values, of which only backends are told."""
    base = item.type.replace("const ", "").rstrip("* ")
    kinds = {
        "uint8_t[6]": Kind("PRSE_PY_PLACES", "NULL", "tuple[int, ...]"),
        "const prse_value *": Kind("PRSE_PY_VALUE_AT", "NULL", "Value"),
        "const char *": Kind("PRSE_PY_TEXT", "NULL", "str | None"
                             if "NULL:" in item.doc else "str"),
        "uint8_t": Kind("PRSE_PY_FLAG8", "NULL", "bool"),
        "int64_t": Kind("PRSE_PY_TIME", "NULL", "datetime.datetime")}
    if base in TOLD:
        return Kind("PRSE_PY_RECORDS", f"&prse_py_{base}",
                    f"tuple[{class_name(base)}, ...]")
    if item.name == "equal":
        return Kind("PRSE_PY_VALUES", "NULL", "tuple[Value, ...]")
    if item.name == "limit":
        return Kind("PRSE_PY_LIMIT", "NULL", "int")
    return kinds.get(item.type)


def array_kind(model, struct, item):
    """Several structs, behind a pointer or in place."""
    base = re.sub(r"^const | \*$|\[.*", "", item.type)
    if base == "prse_str" or base not in model.structs \
            or not count_of(struct, item):
        return None
    code = "PRSE_PY_ITEMS" if "[" in item.type else "PRSE_PY_RECORDS"
    return Kind(code, f"&prse_py_{base}", f"tuple[{class_name(base)}, ...]",
                "()")


def kind_of(model, struct, item):
    """None: the field stays on the C side."""
    if item.name in SKIPPED or is_count(struct, item):
        return None
    if struct.name in TOLD + ANSWERED and told_kind(item):
        return told_kind(item)
    if item.type == "callback" or item.type in ("prse_upload_read",
                                                "prse_scan",
                                                "prse_jwt_revoked"):
        if struct.name in UNHEARD:
            return None
        return callback_kind(struct, item)
    if array_kind(model, struct, item):
        return array_kind(model, struct, item)
    if item.type == "prse_str" and struct.name in BORROWED:
        return Kind("PRSE_PY_KEPT", "NULL", "str", '""')
    if item.type == "prse_str":
        return Kind("PRSE_PY_STR", "NULL", "str", '""', is_day(item))
    if item.type.startswith("char["):
        return Kind("PRSE_PY_CHARS", "NULL", "str", '""')
    if item.type in ALWAYS:
        return ALWAYS[item.type]
    if item.type.endswith("*"):
        return pointer_kind(model, item)
    enum = enum_of(model, item)
    if enum:
        return enum_kind(enum, item)
    if item.type in FRACTIONS:
        return Kind("PRSE_PY_" + FRACTIONS[item.type], "NULL", "float", "0.0")
    if item.type in NUMBERS:
        return flag_kind(item) or Kind("PRSE_PY_" + NUMBERS[item.type],
                                       "NULL", "int")
    raise SystemExit(f"{struct.name}.{item.name}: {item.type}: no such kind")
