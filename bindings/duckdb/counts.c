/* SPDX-License-Identifier: Apache-2.0 */
/* How many companies have which answer: an aggregate, which lays out no answers
 * where all rows are of one group. Aggregates of DuckDB are not bound: plans
 * are made when their first rows come, and kept with the function. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"

DUCKDB_EXTENSION_EXTERN

enum { COUNTED = 6, MOST_PLANS = 64 };

/* In the order of prse_answer, then rows in error. */
static const char *NAMES[COUNTED] = {"non_soumis", "soumis", "incalculable",
                                     "recommande", "insuffisant", "erreurs"};

/* A plan for a day and a struct: of counts, and of the answers of rows. */
typedef struct planned {
    int32_t day;
    prse_duckdb_plan *counts, *answers;
} planned;

typedef struct counting {
    prse_pack *pack;
    size_t obligations;
    pthread_mutex_t lock; /* of what follows */
    planned plans[MOST_PLANS];
    size_t count;
} counting;

static void free_counting(void *user)
{
    counting *c = user;
    for (size_t i = 0; i < c->count; i++) {
        prse_duckdb_plan_unref(c->plans[i].counts);
        prse_duckdb_plan_unref(c->plans[i].answers);
    }
    pthread_mutex_destroy(&c->lock);
    prse_pack_unref(c->pack);
    free(c);
}

/* --- Plans --- */

static int is_same_field(const prse_duckdb_column *column,
                         duckdb_logical_type type, size_t i)
{
    char *name = duckdb_struct_type_child_name(type, i);
    duckdb_logical_type child = duckdb_struct_type_child_type(type, i);
    prse_duckdb_column other;
    int same = strcmp(name, column->name) == 0 &&
               duckdb_get_type_id(child) == column->type;
    if (same && (column->type == DUCKDB_TYPE_DECIMAL ||
                 column->type == DUCKDB_TYPE_ENUM)) {
        same = prse_duckdb_column_open(&other, name, child) &&
               strcmp(other.format, column->format) == 0 &&
               other.text_count == column->text_count;
        for (uint32_t t = 0; same && t < other.text_count; t++)
            same = strcmp(other.texts[t], column->texts[t]) == 0;
        prse_duckdb_column_close(&other);
        name = NULL;
    }
    duckdb_free(name);
    duckdb_destroy_logical_type(&child);
    return same;
}

static int is_same(const planned *p, int32_t day, duckdb_logical_type type)
{
    size_t count = p->counts->column_count;
    if (p->day != day || duckdb_get_type_id(type) != DUCKDB_TYPE_STRUCT ||
        duckdb_struct_type_child_count(type) != count)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (!is_same_field(&p->counts->columns[i], type, i))
            return 0;
    return 1;
}

static int make(planned *out, counting *c, int32_t day,
                duckdb_logical_type type, char *why, size_t size)
{
    duckdb_date_struct d = duckdb_from_date((duckdb_date){day});
    char text[16];
    snprintf(text, sizeof text, "%04d-%02d-%02d", (int)d.year, d.month,
             d.day);
    *out = (planned){.day = day};
    out->counts = prse_duckdb_plan_make(c->pack, text, PRSE_BATCH_COUNTS,
                                        type, why, size);
    if (out->counts)
        out->answers = prse_duckdb_plan_make(
            c->pack, text, PRSE_BATCH_ANSWERS | PRSE_BATCH_ERRORS, type, why,
            size);
    if (out->answers)
        return 1;
    prse_duckdb_plan_unref(out->counts);
    return 0;
}

/* Found or made; NULL: why not is told. */
static const planned *find(counting *c, int32_t day, duckdb_logical_type type,
                           char *why, size_t size)
{
    const planned *found = NULL;
    pthread_mutex_lock(&c->lock);
    for (size_t i = 0; i < c->count && !found; i++)
        if (is_same(&c->plans[i], day, type))
            found = &c->plans[i];
    if (!found && c->count == MOST_PLANS)
        snprintf(why, size, "more than %d days and kinds of facts in one "
                            "session", MOST_PLANS);
    else if (!found && make(&c->plans[c->count], c, day, type, why, size))
        found = &c->plans[c->count++];
    pthread_mutex_unlock(&c->lock);
    return found;
}

/* --- Rows --- */

/* A row an obligation, a column an answer. */
static void add_counts(int64_t *state, const struct ArrowArray *counts)
{
    for (int64_t o = 0; o < counts->length; o++)
        for (int64_t a = 0; a < COUNTED; a++)
            state[o * COUNTED + a] +=
                ((const int64_t *)counts->children[a + 1]->buffers[1])[o];
}

static void add_answers(duckdb_aggregate_state *states,
                        const struct ArrowArray *answers)
{
    int64_t obligations = answers->n_children - 1;
    for (int64_t o = 0; o < obligations; o++) {
        const struct ArrowArray *column = answers->children[o];
        const int8_t *values = column->buffers[1];
        const uint8_t *there = column->buffers[0];
        for (int64_t i = 0; i < answers->length; i++) {
            int good = !there || there[i / 8] >> i % 8 & 1;
            int64_t *state = (int64_t *)(void *)states[i];
            state[o * COUNTED + (good ? values[i] : COUNTED - 1)]++;
        }
    }
}

static int is_one_group(const duckdb_aggregate_state *states, idx_t count)
{
    for (idx_t i = 1; i < count; i++)
        if (states[i] != states[0])
            return 0;
    return 1;
}

static void answer(duckdb_function_info info, const planned *p,
                   duckdb_vector rows, idx_t count,
                   duckdb_aggregate_state *states)
{
    int one = is_one_group(states, count);
    const prse_duckdb_plan *plan = one ? p->counts : p->answers;
    struct ArrowArray out;
    prse_duckdb_table table;
    prse_error err;
    if (!prse_duckdb_table_open(&table, plan, rows, count)) {
        duckdb_aggregate_function_set_error(info, "out of memory");
    } else if (prse_batch_block(&out, plan->batch, &plan->schema,
                                &table.array, &err)) {
        duckdb_aggregate_function_set_error(info, err.message);
    } else {
        if (one)
            add_counts((int64_t *)(void *)states[0], &out);
        else
            add_answers(states, &out);
        out.release(&out);
    }
    prse_duckdb_table_close(&table);
}

static int is_one_day(duckdb_vector days, idx_t count)
{
    const int32_t *values = duckdb_vector_get_data(days);
    for (idx_t i = 1; i < count; i++)
        if (values[i] != values[0])
            return 0;
    return duckdb_vector_get_validity(days) == NULL;
}

static void update(duckdb_function_info info, duckdb_data_chunk input,
                   duckdb_aggregate_state *states)
{
    counting *c = duckdb_aggregate_function_get_extra_info(info);
    duckdb_vector days = duckdb_data_chunk_get_vector(input, 0);
    duckdb_vector rows = duckdb_data_chunk_get_vector(input, 1);
    idx_t count = duckdb_data_chunk_get_size(input);
    char why[512];
    if (count == 0)
        return;
    if (!is_one_day(days, count)) {
        duckdb_aggregate_function_set_error(
            info, "the day of the law must be one for all rows");
        return;
    }
    duckdb_logical_type type = duckdb_vector_get_column_type(rows);
    const planned *p = find(c, *(int32_t *)duckdb_vector_get_data(days), type,
                            why, sizeof why);
    duckdb_destroy_logical_type(&type);
    if (p)
        answer(info, p, rows, count, states);
    else
        duckdb_aggregate_function_set_error(info, why);
}

/* --- States --- */

static idx_t state_size(duckdb_function_info info)
{
    const counting *c = duckdb_aggregate_function_get_extra_info(info);
    return c->obligations * COUNTED * sizeof(int64_t);
}

static void init(duckdb_function_info info, duckdb_aggregate_state state)
{
    memset(state, 0, state_size(info));
}

static void combine(duckdb_function_info info, duckdb_aggregate_state *from,
                    duckdb_aggregate_state *to, idx_t count)
{
    size_t numbers = state_size(info) / sizeof(int64_t);
    for (idx_t i = 0; i < count; i++)
        for (size_t n = 0; n < numbers; n++)
            ((int64_t *)(void *)to[i])[n] += ((int64_t *)(void *)from[i])[n];
}

static void finalize(duckdb_function_info info, duckdb_aggregate_state *states,
                     duckdb_vector result, idx_t count, idx_t offset)
{
    const counting *c = duckdb_aggregate_function_get_extra_info(info);
    for (size_t o = 0; o < c->obligations; o++)
        for (size_t a = 0; a < COUNTED; a++) {
            duckdb_vector of = duckdb_struct_vector_get_child(result, o);
            int64_t *to = duckdb_vector_get_data(
                duckdb_struct_vector_get_child(of, a));
            for (idx_t i = 0; i < count; i++)
                to[offset + i] =
                    ((int64_t *)(void *)states[i])[o * COUNTED + a];
        }
}

/* --- The function --- */

static duckdb_logical_type counts_type(void)
{
    duckdb_logical_type types[COUNTED];
    for (size_t i = 0; i < COUNTED; i++)
        types[i] = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    duckdb_logical_type made =
        duckdb_create_struct_type(types, NAMES, COUNTED);
    for (size_t i = 0; i < COUNTED; i++)
        duckdb_destroy_logical_type(&types[i]);
    return made;
}

/* A struct of counts an obligation; NULL: no memory. */
static duckdb_logical_type result_type(const prse_pack *pack)
{
    size_t count = prse_pack_obligation_count(pack);
    duckdb_logical_type *types = calloc(count + 1, sizeof *types);
    const char **names = calloc(count + 1, sizeof(const char *));
    duckdb_logical_type made = NULL;
    for (size_t i = 0; types && names && i < count; i++) {
        prse_obligation_info about = {.size = sizeof about};
        prse_pack_obligation(pack, i, PRSE_LANG_FR, &about, NULL);
        types[i] = counts_type();
        names[i] = about.id.ptr;
    }
    if (types && names)
        made = duckdb_create_struct_type(types, names, count);
    for (size_t i = 0; types && i < count; i++)
        duckdb_destroy_logical_type(&types[i]);
    free(types);
    free(names);
    return made;
}

static int add(duckdb_connection connection, const char *name, counting *c)
{
    duckdb_aggregate_function f = duckdb_create_aggregate_function();
    duckdb_logical_type day = duckdb_create_logical_type(DUCKDB_TYPE_DATE);
    duckdb_logical_type any = duckdb_create_logical_type(DUCKDB_TYPE_ANY);
    duckdb_logical_type counts = result_type(c->pack);
    duckdb_aggregate_function_set_name(f, name);
    duckdb_aggregate_function_add_parameter(f, day);
    duckdb_aggregate_function_add_parameter(f, any);
    duckdb_aggregate_function_set_return_type(f, counts);
    duckdb_aggregate_function_set_extra_info(f, c, free_counting);
    duckdb_aggregate_function_set_functions(f, state_size, init, update,
                                            combine, finalize);
    int good = duckdb_register_aggregate_function(connection, f) ==
               DuckDBSuccess;
    duckdb_destroy_logical_type(&day);
    duckdb_destroy_logical_type(&any);
    duckdb_destroy_logical_type(&counts);
    duckdb_destroy_aggregate_function(&f);
    return good;
}

int prse_duckdb_add_counts(duckdb_connection connection, const char *name,
                           prse_pack *pack)
{
    counting *c = calloc(1, sizeof *c);
    if (!c) {
        prse_pack_unref(pack);
        return 0;
    }
    c->pack = pack;
    c->obligations = prse_pack_obligation_count(pack);
    pthread_mutex_init(&c->lock, NULL);
    return add(connection, name, c);
}
