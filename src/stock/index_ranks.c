/* SPDX-License-Identifier: Apache-2.0 */
/* Which unit has which number. */
#include "stock/index_part.h"
#include "stock/index_record.h"

enum { SIREN_BYTES = 4 };

typedef struct writer {
    prse__stmt *add;
    int part;
    uint32_t rows, used;
    char bytes[PRSE__RANK_BLOCK * SIREN_BYTES];
} writer;

static prse_status flush(writer *w, prse_error *err)
{
    if (w->used == 0)
        return PRSE_OK;
    prse__stmt_bind_int(w->add, 1, prse__key_part(w->part, w->rows++));
    prse__stmt_bind_blob(w->add, 2, (prse_str){w->bytes, w->used});
    w->used = 0;
    return prse__stmt_run(w->add, err);
}

static prse_status add(writer *w, uint32_t siren, prse_error *err)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        w->bytes[w->used++] = (char)(siren >> shift & 0xFF);
    return w->used == sizeof w->bytes ? flush(w, err) : PRSE_OK;
}

static prse_status add_all(writer *w, prse__index_part *p, prse_error *err)
{
    prse__index_record record;
    for (;;) {
        prse_str records;
        prse_status status = prse__index_part_next(p, &records, err);
        if (status || records.len == 0)
            return status ? status : flush(w, err);
        for (size_t at = 0; at < records.len && !status;) {
            prse__index_record_get(&record, records, &at);
            status = add(w, record.siren, err);
        }
        if (status)
            return status;
    }
}

prse_status prse__index_write_ranks(prse__index_part *p, prse_error *err)
{
    writer w = {.part = p->part};
    prse_status status = prse__db_prepare(
        &w.add, p->db, "INSERT INTO recherche_rang VALUES(?1,?2)", err);
    if (!status)
        status = add_all(&w, p, err);
    prse__stmt_free(w.add);
    return status;
}
