/* SPDX-License-Identifier: Apache-2.0 */
#include "classify/names.h"

static prse_str code_of(prse_str label)
{
    size_t from = sizeof "ESRS " - 1, to = from;
    if (!prse__str_starts(label, "ESRS "))
        return label;
    while (to < label.len && label.ptr[to] != ' ' && label.ptr[to] != ':')
        to++;
    return to > from ? (prse_str){label.ptr + from, to - from} : label;
}

/* What follows the code and its dash or colon. */
static prse_str title_of(prse_str label, prse_str code)
{
    size_t at = sizeof "ESRS " - 1 + code.len;
    if (code.ptr == label.ptr)
        return label;
    while (at < label.len && (label.ptr[at] == ' ' || label.ptr[at] == ':' ||
                              label.ptr[at] == '-'))
        at++;
    return at < label.len ? (prse_str){label.ptr + at, label.len - at}
                          : label;
}

void prse__classify_name(prse_label_info *out, prse_str text)
{
    *out = (prse_label_info){.size = sizeof *out, .text = text};
    out->code = code_of(text);
    out->title = title_of(text, out->code);
}

int prse__classify_is_none(prse_str text)
{
    return prse__str_is(text, "Non ESRS");
}
