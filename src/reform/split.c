/* SPDX-License-Identifier: Apache-2.0 */
#include "reform/split.h"

#include <string.h>

#include "batch/schema.h"
#include "batch/value.h"
#include "reform/side.h"

prse_status prse__reform_split_open(prse__reform_split *split,
                                    const struct ArrowSchema *schema,
                                    const struct ArrowArray *in,
                                    prse_error *err)
{
    const char *name = split->column.ptr;
    size_t count = (size_t)in->n_children, at = 0;
    while (at < count &&
           !prse__str_is(split->column,
                         prse__schema_name(schema->children[at])))
        at++;
    if (at == count)
        return prse__error_set(err, PRSE_ENOTFOUND, name,
                               "the table has no column `%s` to tell "
                               "companies apart by",
                               name);
    prse_status status =
        prse__column_type_read(&split->type, schema->children[at], err);
    if (!status)
        status = prse__reform_column(schema, in, at, err);
    if (!status)
        status = prse__view_open(&split->view, &split->type, name,
                                 in->children[at], in->offset, in->length,
                                 err);
    memset(split->met, 0, sizeof split->met);
    return status;
}

/* --- Groups --- */

static prse_status add_group(size_t *out, prse__reform_split *split,
                             prse_str value, prse_error *err)
{
    if (split->group_count == PRSE__REFORM_GROUPS)
        return prse__error_set(
            err, PRSE_ELIMIT, split->column.ptr,
            "column `%s` has more than %d values: too many to tell companies "
            "apart by",
            split->column.ptr, PRSE__REFORM_GROUPS);
    prse__reform_group *group = &split->groups[split->group_count];
    group->value = prse__str_dup(split->arena, value);
    group->pairs = prse__arena_alloc(
        split->arena, split->obligation_count + 1, sizeof *group->pairs);
    if (!group->value.ptr || !group->pairs)
        return prse__error_nomem(err);
    *out = split->group_count++;
    return PRSE_OK;
}

static prse_status find_group(size_t *out, prse__reform_split *split,
                              prse_str value, prse_error *err)
{
    for (*out = 0; *out < split->group_count; ++*out)
        if (prse__str_eq(split->groups[*out].value, value))
            return PRSE_OK;
    return add_group(out, split, value, err);
}

/* By the value as it is written, so that one value in two formats is one. */
static prse_status name_group(size_t *out, prse__reform_split *split,
                              prse_str bytes, prse_error *err)
{
    const prse__column_type *type = &split->type;
    prse__buf text;
    prse__buf_init(&text, 0);
    const char *why =
        bytes.ptr ? prse__arrow_print(
                        &text, type->has_words ? &type->words : &type->cells,
                        bytes)
                  : NULL;
    prse_str value =
        why || !text.ptr ? PRSE_STR("") : prse__buf_str(&text);
    if (prse__utf8_check(value) != value.len)
        value = PRSE_STR("");
    prse_status status = text.failed
                             ? prse__error_nomem(err)
                             : find_group(out, split, value, err);
    prse__buf_free(&text);
    return status;
}

static prse_status group_of(size_t *out, prse__reform_split *split,
                            prse_str bytes, prse_error *err)
{
    prse__reform_met *met =
        &split->met[prse__str_hash(bytes) % PRSE__REFORM_MET];
    if (bytes.ptr && met->bytes.ptr && met->bytes.len == bytes.len &&
        memcmp(met->bytes.ptr, bytes.ptr, bytes.len) == 0) {
        *out = met->group;
        return PRSE_OK;
    }
    prse_status status = name_group(out, split, bytes, err);
    if (!status && bytes.ptr)
        *met = (prse__reform_met){bytes, *out};
    return status;
}

prse_status prse__reform_split_read(prse__reform_split *split, int64_t row,
                                    size_t rows, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < rows && !status; i++) {
        prse_str bytes;
        size_t group = 0;
        status = prse__view_read(&bytes, &split->view, row + (int64_t)i, err);
        if (!status)
            status = group_of(&group, split, bytes, err);
        split->rows[i] = (uint16_t)group;
    }
    return status;
}
