/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sides.h"

#include <inttypes.h>
#include <string.h>

#include "formats/json_canonical.h"
#include "portailrse/store.h"

void sides_free(sides *s)
{
    sides_rollback(s);
    for (size_t i = 0; i < s->count; i++) {
        prse__buf_free(&s->answers[i]);
        if (s->stores[i].free)
            s->stores[i].free(s->stores[i].self);
    }
    s->count = 0;
}

static void say_value(prse__buf *out, const prse_value *value)
{
    if (value->type == PRSE_TYPE_NULL)
        prse__buf_addc(out, '-');
    else if (value->type != PRSE_TYPE_JSON ||
             prse__json_canonical(out, value->text, NULL) != PRSE_OK)
        prse__field_print(out, value);
}

static void say_values(prse__buf *out, const prse_value *values,
                       uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        prse__buf_addc(out, i > 0 ? '|' : ' ');
        say_value(out, &values[i]);
    }
}

/* Receives the rows of one store. */
typedef struct hearing {
    prse__buf *answer;
    uint32_t columns, rows, most;
} hearing;

static int hear(void *user, const prse_value *values, int64_t version)
{
    hearing *h = user;
    say_values(h->answer, values, h->columns);
    prse__buf_addf(h->answer, " v%" PRId64 "\n", version);
    return ++h->rows == h->most;
}

static prse_status take(prse__tx *tx, const sides_step *step,
                        prse__buf *answer)
{
    hearing h = {.answer = answer, .columns = step->of->column_count,
                 .most = step->most};
    int64_t version = 0;
    prse_status status;
    switch (step->kind) {
    case SIDES_GET:
        return prse__tx_get(tx, step->of, step->values, hear, &h, NULL);
    case SIDES_PUT:
        status = prse__tx_put(tx, step->of, step->values, step->version,
                              &version, NULL);
        if (status == PRSE_OK)
            prse__buf_addf(answer, "version %" PRId64 "\n", version);
        return status;
    case SIDES_REMOVE:
        return prse__tx_remove(tx, step->of, step->values, step->version,
                               NULL);
    case SIDES_SCAN:
        return prse__tx_scan(tx, step->of, &step->query, hear, &h, NULL);
    case SIDES_CLAIM:
        return prse__tx_claim(tx, step->of, &step->query, hear, &h, NULL);
    default:
        return prse__tx_load(tx, step->of, step->values, step->version,
                             NULL);
    }
}

static void note(sides *s, size_t at, prse_status status)
{
    prse__buf_adds(&s->answers[at], prse_status_name(status));
    s->status = status;
}

static int agree(const sides *s)
{
    for (size_t i = 1; i < s->count; i++)
        if (s->answers[i].failed ||
            !prse__str_eq(prse__buf_str(&s->answers[i]),
                          prse__buf_str(&s->answers[0])))
            return 0;
    return 1;
}

int sides_begin(sides *s, uint32_t write)
{
    prse_tx_options opts = {.size = sizeof opts, .write = write,
                            .deadline_ms = 60000};
    for (size_t i = 0; i < s->count; i++) {
        prse__buf_clear(&s->answers[i]);
        note(s, i, prse__tx_begin(&s->tx[i], &s->stores[i], &opts, NULL));
    }
    return agree(s);
}

int sides_take(sides *s, const sides_step *step)
{
    for (size_t i = 0; i < s->count; i++) {
        prse__buf_clear(&s->answers[i]);
        note(s, i, take(&s->tx[i], step, &s->answers[i]));
    }
    return agree(s);
}

int sides_commit(sides *s)
{
    for (size_t i = 0; i < s->count; i++) {
        prse__buf_clear(&s->answers[i]);
        note(s, i, prse__tx_commit(&s->tx[i], NULL));
    }
    return agree(s);
}

void sides_rollback(sides *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->tx[i].tx)
            prse__tx_rollback(&s->tx[i]);
}

int sides_digest(sides *s, const prse_schema *schema)
{
    for (size_t i = 0; i < s->count; i++) {
        prse_text *text = NULL;
        prse__buf_clear(&s->answers[i]);
        note(s, i,
             prse_store_digest(&text, &s->stores[i], schema, NULL, NULL));
        if (text)
            prse__buf_add(&s->answers[i], prse_text_str(text));
        prse_text_free(text);
    }
    return agree(s);
}

static void say_bound(prse__buf *out, const char *name,
                      const prse_value *value)
{
    if (!value)
        return;
    prse__buf_adds(out, name);
    say_value(out, value);
}

static void say_query(prse__buf *out, const prse_query *query)
{
    prse__buf_addf(out, " index %d equal", (int)query->index);
    say_values(out, query->equal, query->equal_count);
    say_bound(out, " from ", query->from);
    say_bound(out, " to ", query->to);
    prse__buf_addf(out, "%s limit %" PRIu64,
                   query->descending ? " descending" : "", query->limit);
}

void sides_say(prse__buf *out, const sides_step *step)
{
    static const char *const names[] = {"get",  "put",   "remove",
                                        "scan", "claim", "load"};
    prse__buf_addf(out, "%s %s", names[step->kind], step->of->name);
    if (step->kind == SIDES_SCAN || step->kind == SIDES_CLAIM) {
        say_query(out, &step->query);
        prse__buf_addf(out, " stop %u", (unsigned)step->most);
        return;
    }
    say_values(out, step->values,
               step->kind == SIDES_PUT || step->kind == SIDES_LOAD
                   ? step->of->column_count
                   : step->of->key_count);
    prse__buf_addf(out, " version %" PRId64, step->version);
}

int sides_is_over(const sides_step *step, prse_status status)
{
    if (status == PRSE_EEXISTS)
        return step->kind != SIDES_PUT || step->version != PRSE_VERSION_NEW;
    return status != PRSE_OK && status != PRSE_ENOTFOUND &&
           status != PRSE_ECONFLICT;
}
