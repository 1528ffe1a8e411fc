/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_spool.h"

#include <string.h>

#include "stock/index_format.h"

enum { CHUNK = 4 * PRSE__SPOOL_RECORD };

typedef struct chunk {
    uint32_t used, number;
    char bytes[CHUNK];
} chunk;

struct prse__spool {
    prse__db *db;
    prse__stmt *add, *read;
    uint32_t classes;
    chunk *open; /* one a class */
};

static prse_status prepare(prse__spool *s, prse_error *err)
{
    prse_status status = prse__db_run(
        s->db, "DROP TABLE IF EXISTS temp.recherche_suite;"
               "CREATE TEMP TABLE recherche_suite("
               "cle INTEGER PRIMARY KEY, octets BLOB NOT NULL)", err);
    if (!status)
        status = prse__db_prepare(
            &s->add, s->db, "INSERT INTO temp.recherche_suite VALUES(?1,?2)",
            err);
    if (!status)
        status = prse__db_prepare(
            &s->read, s->db,
            "SELECT octets FROM temp.recherche_suite ORDER BY cle", err);
    return status;
}

prse_status prse__spool_new(prse__spool **out, prse__db *db, uint32_t classes,
                            prse_error *err)
{
    prse__spool *s = prse__alloc(1, sizeof *s);
    if (!s)
        return prse__error_nomem(err);
    s->db = db;
    s->classes = classes;
    s->open = prse__alloc(classes, sizeof *s->open);
    prse_status status = s->open ? prepare(s, err) : prse__error_nomem(err);
    if (status)
        prse__spool_free(s);
    else
        *out = s;
    return status;
}

void prse__spool_free(prse__spool *s)
{
    if (!s)
        return;
    prse__stmt_free(s->add);
    prse__stmt_free(s->read);
    prse__db_run(s->db, "DROP TABLE IF EXISTS temp.recherche_suite", NULL);
    prse__free(s->open);
    prse__free(s);
}

static prse_status flush(prse__spool *s, uint32_t class_number,
                         prse_error *err)
{
    chunk *c = &s->open[class_number];
    if (c->used == 0)
        return PRSE_OK;
    prse__stmt_bind_int(s->add, 1,
                        prse__key_part((int)class_number, c->number++));
    prse__stmt_bind_blob(s->add, 2, (prse_str){c->bytes, c->used});
    c->used = 0;
    return prse__stmt_run(s->add, err);
}

prse_status prse__spool_add(prse__spool *s, uint32_t class_number,
                            prse_str record, prse_error *err)
{
    chunk *c = &s->open[class_number];
    if (c->used + record.len > CHUNK) {
        prse_status status = flush(s, class_number, err);
        if (status)
            return status;
    }
    memcpy(c->bytes + c->used, record.ptr, record.len);
    c->used += (uint32_t)record.len;
    return PRSE_OK;
}

prse_status prse__spool_end(prse__spool *s, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; i < s->classes && !status; i++)
        status = flush(s, i, err);
    prse__free(s->open);
    s->open = NULL;
    s->classes = 0;
    return status;
}

prse_status prse__spool_next(prse__spool *s, prse_str *records,
                             prse_error *err)
{
    int row;
    *records = (prse_str){"", 0};
    prse_status status = prse__stmt_step(s->read, &row, err);
    if (row)
        *records = prse__stmt_blob(s->read, 0);
    return status;
}
