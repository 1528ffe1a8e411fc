/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "classify/names.h"
#include "endpoint/endpoint.h"

static prse_status wrong(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, "labels", "%s", what);
}

static prse_status make_room(prse__endpoint *it, size_t count,
                             prse_error *err)
{
    if (count < 2 || count > PRSE_LABELS_MAX)
        return wrong("expected 2 to 1,000 labels, one a line", err);
    it->labels = prse__arena_alloc(it->arena, count, sizeof *it->labels);
    it->theirs = prse__arena_alloc(it->arena, count, sizeof *it->theirs);
    return it->labels && it->theirs ? PRSE_OK : prse__error_nomem(err);
}

static prse_status add(prse__endpoint *it, prse_str theirs, prse_str ours,
                       prse_error *err)
{
    uint32_t at = it->label_count;
    prse_str text = prse__str_dup(it->arena, ours);
    it->theirs[at] = prse__str_dup(it->arena, theirs);
    if (!text.ptr || !it->theirs[at].ptr)
        return prse__error_nomem(err);
    if (!text.len || prse__utf8_check(text) != text.len)
        return wrong("a label is empty, or not UTF-8", err);
    for (uint32_t i = 0; i < at; i++)
        if (prse__str_eq(it->labels[i].text, text))
            return wrong("two labels are the same", err);
    prse__classify_name(&it->labels[at], text);
    if (prse__classify_is_none(text))
        it->none = (int32_t)at;
    it->label_count++;
    return PRSE_OK;
}

/* --- As the host lists them --- */

static size_t line_of(prse_str text)
{
    const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    return end ? (size_t)(end - text.ptr) : text.len;
}

static prse_status add_line(prse__endpoint *it, prse_str line,
                            prse_error *err)
{
    const char *tab = line.len ? memchr(line.ptr, '\t', line.len) : NULL;
    if (!tab)
        return add(it, (prse_str){0}, line, err);
    size_t len = (size_t)(tab - line.ptr);
    return add(it, prse__str_trim((prse_str){line.ptr, len}),
               prse__str_trim((prse_str){tab + 1, line.len - len - 1}), err);
}

static prse_status read_lines(prse__endpoint *it, prse_str text,
                              prse_error *err)
{
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    prse_status status = make_room(it, count, err);
    while (text.len && !status) {
        size_t len = line_of(text);
        prse_str line = prse__str_trim((prse_str){text.ptr, len});
        if (line.len)
            status = add_line(it, line, err);
        len += len < text.len;
        text = (prse_str){text.ptr + len, text.len - len};
    }
    if (!status && it->label_count < 2)
        status = wrong("expected 2 to 1,000 labels, one a line", err);
    return status;
}

/* --- The usual ones: those of the embedded classifier --- */

static prse_status copy_labels(prse__endpoint *it,
                               const prse_classifier *lite, prse_error *err)
{
    prse_classifier_info info = {.size = sizeof info};
    prse_label_info label = {.size = sizeof label};
    prse_status status = prse_classifier_describe(lite, &info, err);
    if (!status)
        status = make_room(it, info.label_count, err);
    for (uint32_t i = 0; i < info.label_count && !status; i++) {
        status = prse_classifier_label(lite, i, &label, err);
        if (!status)
            status = add(it, (prse_str){0}, label.text, err);
    }
    return status;
}

prse_status prse__endpoint_labels(prse__endpoint *it, prse_error *err)
{
    prse_classifier lite = {0};
    prse_str text = prse__str_trim(it->opts.labels);
    it->none = -1;
    if (text.len)
        return read_lines(it, text, err);
    prse_status status = prse_classifier_esrs_lite(&lite, NULL, err);
    if (!status)
        status = copy_labels(it, &lite, err);
    prse_classifier_drop(&lite);
    return status;
}

/* --- What the endpoint means --- */

/* LABEL_7, as models without names for their labels have it. */
static int32_t by_position(const prse__endpoint *it, prse_str name)
{
    uint32_t position = 0;
    size_t at = sizeof "LABEL_" - 1;
    if (!prse__str_starts(name, "LABEL_") || at == name.len)
        return -1;
    for (; at < name.len; at++) {
        if (name.ptr[at] < '0' || name.ptr[at] > '9')
            return -1;
        position = position * 10 + (uint32_t)(name.ptr[at] - '0');
        if (position >= it->label_count)
            return -1;
    }
    return (int32_t)position;
}

static int is_called(const prse__endpoint *it, uint32_t label, prse_str name)
{
    if (it->theirs[label].len)
        return prse__str_eq(it->theirs[label], name);
    return prse__str_eq(it->labels[label].text, name) ||
           prse__str_eq(it->labels[label].code, name);
}

int32_t prse__endpoint_label(const prse__endpoint *it, prse_str name)
{
    for (uint32_t i = 0; i < it->label_count; i++)
        if (is_called(it, i, name))
            return (int32_t)i;
    return by_position(it, name);
}
