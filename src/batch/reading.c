/* SPDX-License-Identifier: Apache-2.0 */
/* What the columns of a table mean: facts, columns to keep, others. */
#include "batch/plan.h"
#include "batch/schema.h"

/* --- The table's own schema --- */

static const char *table_fault(const struct ArrowSchema *schema)
{
    if (!schema->release || !schema->format)
        return "the schema of the table was released, or has no format";
    if (schema->n_children < 0 ||
        (schema->n_children > 0 && !schema->children))
        return "the schema of the table has an impossible number of columns";
    for (int64_t i = 0; i < schema->n_children; i++) {
        const struct ArrowSchema *child = schema->children[i];
        if (!child || !child->release || !child->format)
            return "a column of the table has no format, or was released";
    }
    return NULL;
}

static prse_status check_table(const struct ArrowSchema *schema,
                               prse_error *err)
{
    const char *fault = table_fault(schema);
    if (fault)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s", fault);
    if (!prse__str_is(prse_str_of(schema->format), "+s"))
        return prse__error_set(err, PRSE_ESCHEMA, NULL,
                               "expected a table: a struct with a field a "
                               "column");
    for (int64_t i = 0; i < schema->n_children; i++) {
        prse_str name = prse_str_of(prse__schema_name(schema->children[i]));
        if (prse__utf8_check(name) != name.len)
            return prse__error_set(err, PRSE_ESCHEMA, NULL,
                                   "the name of column %lld is not UTF-8",
                                   (long long)i + 1);
    }
    return PRSE_OK;
}

/* --- Names of facts --- */

/* effectif, effectif@-1; 0: what follows @ is no year. */
static int read_name(prse_str *id, int32_t *year, prse_str name)
{
    size_t at = 0;
    while (at < name.len && name.ptr[at] != '@')
        at++;
    *id = (prse_str){name.ptr, at};
    *year = 0;
    if (at == name.len)
        return 1;
    at++;
    int negative = at < name.len && name.ptr[at] == '-';
    at += (size_t)negative;
    if (at == name.len || name.len - at > 3)
        return 0;
    for (; at < name.len; at++) {
        if (name.ptr[at] < '0' || name.ptr[at] > '9')
            return 0;
        *year = *year * 10 - (name.ptr[at] - '0');
    }
    return negative || *year == 0;
}

static int fits(const prse__column_type *type, prse__fact_type fact)
{
    prse__arrow_kind kind =
        type->has_words ? type->words.kind : type->cells.kind;
    if (kind == PRSE__ARROW_DATE)
        return fact == PRSE__FACT_DATE || fact == PRSE__FACT_TEXT;
    if (kind == PRSE__ARROW_BOOLEAN)
        return fact == PRSE__FACT_BOOLEAN || fact == PRSE__FACT_TEXT;
    if (kind == PRSE__ARROW_INT || kind == PRSE__ARROW_UINT ||
        kind == PRSE__ARROW_FLOAT || kind == PRSE__ARROW_DECIMAL)
        return fact != PRSE__FACT_DATE;
    return 1;
}

static prse_status check_type(const prse__input *input,
                              const struct ArrowSchema *column,
                              const prse__fact *fact, prse_error *err)
{
    static const char *const TYPES[] = {
        [PRSE__FACT_NUMBER] = "a number", [PRSE__FACT_COUNT] = "a count",
        [PRSE__FACT_BOOLEAN] = "a boolean", [PRSE__FACT_TEXT] = "a text",
        [PRSE__FACT_DATE] = "a date"};
    const char *name = prse__schema_name(column);
    if (fits(&input->type, fact->type))
        return PRSE_OK;
    return prse__error_set(err, PRSE_ETYPE, name,
                           "column `%s` has the format `%s`, which cannot "
                           "hold %s",
                           name, column->format, TYPES[fact->type]);
}

static prse_status no_year(const char *name, prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, name,
                           "the pack keeps no such year of the fact in "
                           "column `%s`", name);
}

static prse_status twice(size_t first, size_t second, const char *name,
                         prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, name,
                           "columns %zu and %zu are both `%s`", first + 1,
                           second + 1, name);
}

/* The last fact beside those before it. */
static prse_status check_fact_twice(const prse__reading *r, const char *name,
                                    prse_error *err)
{
    const prse__input *one = &r->inputs[r->input_count - 1];
    for (size_t i = 0; i + 1 < r->input_count; i++)
        if (r->inputs[i].fact == one->fact && r->inputs[i].year == one->year)
            return twice(r->inputs[i].column, one->column, name, err);
    return PRSE_OK;
}

static prse_status add_fact(prse__reading *r, const prse_batch *batch,
                            prse__input input, prse_error *err)
{
    const struct ArrowSchema *column = r->schema->children[input.column];
    const prse__fact *fact = &batch->pack->tree->facts[input.fact];
    const char *name = prse__schema_name(column);
    if (-input.year >= (int32_t)prse__fact_years(fact))
        return no_year(name, err);
    prse_status status = prse__column_type_read(&input.type, column, err);
    if (!status)
        status = check_type(&input, column, fact, err);
    if (status)
        return status;
    r->inputs[r->input_count++] = input;
    return check_fact_twice(r, name, err);
}

/* --- Columns --- */

static int is_kept(const prse_batch *batch, prse_str name)
{
    for (size_t i = 0; i < batch->keep_count; i++)
        if (prse__str_eq(batch->keep[i], name))
            return 1;
    return 0;
}

static prse_status add_column(prse__reading *r, const prse_batch *batch,
                              size_t index, prse_error *err)
{
    const char *text = prse__schema_name(r->schema->children[index]);
    prse__input input = {.column = index};
    prse_str name = prse_str_of(text), id;
    int kept = is_kept(batch, name);
    int is_name = read_name(&id, &input.year, name);
    input.fact = prse_pack_fact_index(batch->pack, id);
    int is_fact = is_name && input.fact != SIZE_MAX;
    if (kept || (!is_fact && batch->others == PRSE_BATCH_KEEP_OTHERS))
        r->keep[r->keep_count++] = index;
    if (is_fact)
        return add_fact(r, batch, input, err);
    if (kept || batch->others != PRSE_BATCH_REFUSE_OTHERS)
        return PRSE_OK;
    if (input.fact != SIZE_MAX)
        return no_year(text, err);
    return prse__error_set(err, PRSE_ENOTFOUND, text,
                           "column `%s` is no fact of the pack: keep it or "
                           "leave it out", text);
}

static const char *kept_name(const prse__reading *r, size_t k)
{
    return prse__schema_name(r->schema->children[r->keep[k]]);
}

static prse_status check_kept(const prse__reading *r, const prse_batch *batch,
                              prse_error *err)
{
    for (size_t i = 0; i < batch->keep_count; i++) {
        size_t k = 0;
        while (k < r->keep_count &&
               !prse__str_is(batch->keep[i], kept_name(r, k)))
            k++;
        if (k == r->keep_count)
            return prse__error_set(err, PRSE_ENOTFOUND, batch->keep[i].ptr,
                                   "the table has no column `%s` to keep",
                                   batch->keep[i].ptr);
    }
    return PRSE_OK;
}

static prse_status check_kept_twice(const prse__reading *r, size_t k,
                                    prse_error *err)
{
    const char *name = kept_name(r, k);
    for (size_t i = 0; i < k; i++)
        if (prse__str_is(prse_str_of(name), kept_name(r, i)))
            return twice(r->keep[i], r->keep[k], name, err);
    return PRSE_OK;
}

static prse_status check_clashes(const prse__reading *r,
                                 const prse_batch *batch, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t k = 0; k < r->keep_count && !status; k++) {
        const char *name = kept_name(r, k);
        for (size_t i = 0; i < batch->answer_count; i++)
            if (prse__str_is(batch->answers[i].name, name))
                return prse__error_set(err, PRSE_ESCHEMA, name,
                                       "the kept column `%s` bears the name "
                                       "of an answer", name);
        status = check_kept_twice(r, k, err);
    }
    return status;
}

static prse_status add_columns(prse__reading *r, const prse_batch *batch,
                               prse_error *err)
{
    size_t count = (size_t)r->schema->n_children;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = add_column(r, batch, i, err);
    if (!status)
        status = check_kept(r, batch, err);
    return status ? status : check_clashes(r, batch, err);
}

prse_status prse__reading_init(prse__reading *r, const prse_batch *batch,
                               const struct ArrowSchema *schema,
                               prse_error *err)
{
    *r = (prse__reading){.schema = schema};
    prse_status status = check_table(schema, err);
    if (status)
        return status;
    size_t room = (size_t)schema->n_children + 1;
    r->inputs = prse__alloc(room, sizeof *r->inputs);
    r->keep = prse__alloc(room, sizeof *r->keep);
    status = r->inputs && r->keep ? add_columns(r, batch, err)
                                  : prse__error_nomem(err);
    if (status)
        prse__reading_free(r);
    return status;
}

void prse__reading_free(prse__reading *r)
{
    prse__free(r->inputs);
    prse__free(r->keep);
    *r = (prse__reading){0};
}

/* --- The schema of the answers --- */

static prse_status answer_field(struct ArrowSchema *out,
                                const prse__answer_column *column,
                                prse_error *err)
{
    static const char *const FORMATS[] = {"u", "c", "s", NULL, "i",
                                          NULL, NULL, NULL, "l"};
    return column->words ? prse__schema_words(out, column->name, err)
                         : prse__schema_field(out, FORMATS[column->bytes],
                                              column->name, err);
}

prse_status prse__reading_schema(struct ArrowSchema *out,
                                 const prse__reading *r,
                                 const prse_batch *batch, prse_error *err)
{
    prse_status status =
        prse__schema_struct(out, r->keep_count + batch->answer_count, err);
    if (status)
        return status;
    for (size_t i = 0; i < r->keep_count && !status; i++)
        status = prse__schema_copy(out->children[i],
                                   r->schema->children[r->keep[i]], err);
    for (size_t i = 0; i < batch->answer_count && !status; i++)
        status = answer_field(out->children[r->keep_count + i],
                              &batch->answers[i], err);
    if (status)
        out->release(out);
    return status;
}

prse_status prse_batch_schema(struct ArrowSchema *out, const prse_batch *batch,
                              const struct ArrowSchema *schema,
                              prse_error *err)
{
    prse__reading reading;
    if (!out || !batch || !schema)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, batch and schema are required");
    prse_status status = prse__reading_init(&reading, batch, schema, err);
    if (status)
        return status;
    struct ArrowSchema made;
    status = prse__reading_schema(&made, &reading, batch, err);
    prse__reading_free(&reading);
    if (!status)
        *out = made;
    return status;
}
