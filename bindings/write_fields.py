# SPDX-License-Identifier: Apache-2.0
"""fields.h: what each struct holds, for the code that brings it across."""
from kinds import KEPT, LASTING, UNHEARD, count_of, has_table, kind_of

HEAD = """/* SPDX-License-Identifier: Apache-2.0 */
/* Made by bindings/generate.py from the public headers. */
"""


def row(struct, item, kind):
    count = count_of(struct, item)
    counted = (f",\n     offsetof({struct.name}, {count.name}), "
               f"sizeof(({struct.name}){{0}}.{count.name}), "
              f"sizeof(({struct.name}){{0}}.{item.name})" if count else "")
    return (f'    {{"{item.name}", offsetof({struct.name}, {item.name}), '
            f"{kind.code}, {kind.extra}{counted}}},\n")


def table(model, struct):
    kinds = [(item, kind_of(model, struct, item)) for item in struct.items]
    rows = [row(struct, item, kind) for item, kind in kinds if kind]
    if struct.name == "prse_schema":  # What functions over stores take.
        rows.append('    {"handle", 0, PRSE_PY_SELF, "prse_schema"},\n')
    sized = any(i.name == "size" for i in struct.items)
    user = "user" if struct.name not in UNHEARD and any(
        i.name == "should_stop" for i in struct.items) else None
    return (f"static const prse_py_field fields_{struct.name}[] = {{\n"
            f"{''.join(rows)}}};\n"
            f"prse_py_struct prse_py_{struct.name} = {{\n"
            f'    "{struct.name}", sizeof({struct.name}), {int(sized)}, '
            f"{len(rows)},\n    fields_{struct.name}, "
            + (f"(int)offsetof({struct.name}, {user})" if user else "-1")
            + f", {int(struct.name in KEPT)}, "
            f"{int(struct.name in LASTING)}, NULL}};\n")


def write_fields(model):
    structs = [s for s in model.structs.values() if has_table(s)]
    return "\n".join(
        [HEAD + "".join(f'#include "{name}"\n' for name in model.headers),
         "".join(f"extern prse_py_struct prse_py_{s.name};\n"
                 for s in structs)]
        + [table(model, s) for s in structs]
        + ["prse_py_struct *const prse_py_structs[] = {\n"
           + "".join(f"    &prse_py_{s.name},\n" for s in structs)
           + "    NULL};\n"])
