# SPDX-License-Identifier: Apache-2.0
"""fields.h: what each struct holds, for the code that brings it across."""
from kinds import LASTING, crosses, kind_of

HEAD = """/* SPDX-License-Identifier: Apache-2.0 */
/* Made by bindings/generate.py from the public headers. */
"""


def write_fields(model):
    parts = [HEAD, "".join(f"extern prse_py_struct prse_py_{s.name};\n"
                           for s in model.structs.values() if crosses(s))]
    for struct in model.structs.values():
        if not crosses(struct):
            continue
        rows = []
        for item in struct.items:
            kind = kind_of(model, struct, item)
            if kind:
                rows.append(f'    {{"{item.name}", offsetof({struct.name}, '
                            f'{item.name}), {kind.code}, {kind.extra}}},\n')
        sized = any(i.name == "size" for i in struct.items)
        user = "user" if struct.name not in LASTING and any(
            i.name == "should_stop" for i in struct.items) else None
        parts.append(
            f"static const prse_py_field fields_{struct.name}[] = {{\n"
            f"{''.join(rows)}}};\n"
            f"prse_py_struct prse_py_{struct.name} = {{\n"
            f'    "{struct.name}", sizeof({struct.name}), {int(sized)}, '
            f"{len(rows)},\n    fields_{struct.name}, "
            + (f"(int)offsetof({struct.name}, {user})" if user else "-1")
            + ", NULL};\n")
    names = [s.name for s in model.structs.values() if crosses(s)]
    parts.append("prse_py_struct *const prse_py_structs[] = {\n"
                 + "".join(f"    &prse_py_{n},\n" for n in names)
                 + "    NULL};\n")
    return "\n".join(parts)
