/* SPDX-License-Identifier: Apache-2.0 */
/* What the labels of a model mean. "ESRS E1 : Changement climatique" has the
 * code E1; "Non ESRS" is where it speaks of no topic. Other models' labels are
 * their own codes. */
#include "camembert/labels.h"

#include "base/error.h"

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

prse_status prse__labels_name(prse_label_info **out, int32_t *none,
                              prse__arena *arena, const prse__config *config,
                              prse_error *err)
{
    *none = -1;
    *out = prse__arena_alloc(arena, config->label_count, sizeof **out);
    if (!*out)
        return prse__error_nomem(err);
    for (uint32_t i = 0; i < config->label_count; i++) {
        prse_label_info *label = &(*out)[i];
        label->size = sizeof *label;
        label->text = config->labels[i];
        label->code = code_of(label->text);
        label->title = title_of(label->text, label->code);
        if (prse__str_is(label->text, "Non ESRS"))
            *none = (int32_t)i;
    }
    return PRSE_OK;
}
