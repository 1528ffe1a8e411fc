/* SPDX-License-Identifier: Apache-2.0 */
/* Building a part: rows become records by class, records become tables. */
#include "stock/index_part.h"
#include "stock/index_rank.h"
#include "stock/index_record.h"

enum {
    HASHES = 1 << PRSE__NAME_BITS_MOST,
    TELL_EVERY = 4096,  /* rows */
    LOOK_EVERY = 256,   /* chunks of records, or buckets: a millisecond */
    TERMS_A_UNIT = 8    /* about: for the watch */
};

static prse_status look(const prse__index_watch *watch, prse_error *err)
{
    if (!watch || !watch->should_stop || !watch->should_stop(watch->user))
        return PRSE_OK;
    return prse__error_set(err, PRSE_ECANCELED, NULL, "stopped as asked");
}

prse_status prse__index_part_look(prse__index_part *p, prse_error *err)
{
    return p->looks++ % LOOK_EVERY == 0 ? look(p->watch, err) : PRSE_OK;
}

prse_status prse__index_part_next(prse__index_part *p, prse_str *records,
                                  prse_error *err)
{
    prse_status status = prse__index_part_look(p, err);
    return status ? status : prse__spool_next(p->spool, records, err);
}

prse_status prse__index_part_tell(prse__index_part *p, uint64_t more,
                                  prse_error *err)
{
    const prse__index_watch *watch = p->watch;
    uint64_t before = p->done / TELL_EVERY;
    p->done += more;
    if (!watch || p->done / TELL_EVERY == before)
        return PRSE_OK;
    prse_status status = look(watch, err);
    if (!status && watch->progress)
        watch->progress(watch->user,
                        p->done < p->total ? p->done : p->total, p->total);
    return status;
}

static prse_status clear(const prse__index_part *p, prse_error *err)
{
    static const char *const sql[PRSE__INDEX_PARTS] = {
        "DELETE FROM recherche_mot; DELETE FROM recherche_bloc;"
        "DELETE FROM recherche_rang; DELETE FROM recherche_nom;"
        "DELETE FROM recherche_partie; DELETE FROM recherche_change",
        "DELETE FROM recherche_mot WHERE partie=1;"
        "DELETE FROM recherche_bloc WHERE cle>=1<<60;"
        "DELETE FROM recherche_rang WHERE cle>=1<<32;"
        "DELETE FROM recherche_nom WHERE cle>=1<<32;"
        "DELETE FROM recherche_partie WHERE partie=1"};
    return prse__db_run(p->db, sql[p->part], err);
}

static prse_status read_unit(prse__index_part *p, prse__stmt *row,
                             prse_error *err)
{
    prse__index_unit unit;
    prse__index_record record;
    unsigned char bytes[PRSE__SPOOL_RECORD];
    prse__index_unit_read(&unit, row);
    prse_status status = prse__index_record_make(&record, p->vocabulary,
                                                 &unit, p->units, err);
    if (status)
        return status;
    p->units++;
    p->open += unit.open != 0;
    p->names += record.key_count;
    for (uint32_t i = 0; i < record.key_count; i++)
        p->hashes[prse__name_bucket(record.keys[i], PRSE__NAME_BITS_MOST)]++;
    size_t length = prse__index_record_put(bytes, &record);
    status = prse__spool_add(p->spool,
                             prse__rank_class(unit.open, unit.size),
                             (prse_str){(char *)bytes, length}, err);
    return status ? status : prse__index_part_tell(p, TERMS_A_UNIT, err);
}

static prse_status read_units(prse__index_part *p, const char *source,
                              prse_error *err)
{
    prse__stmt *rows = NULL;
    int row = 1;
    prse_status status = prse__db_prepare(&rows, p->db, source, err);
    while (!status && row) {
        status = prse__stmt_step(rows, &row, err);
        if (!status && row)
            status = read_unit(p, rows, err);
    }
    prse__stmt_free(rows);
    return status ? status : prse__spool_end(p->spool, err);
}

/* Words that the large part has too are counted once. */
static prse_status write_sizes(const prse__index_part *p, prse_error *err)
{
    prse__stmt *add = NULL;
    prse_status status = prse__db_prepare(
        &add, p->db,
        "INSERT INTO recherche_partie SELECT ?1,?2,?3,?4,?5,"
        "(SELECT count(*) FROM recherche_mot m WHERE partie=?1"
        " AND (texte<'*' OR texte>='+') AND (texte<'=' OR texte>='A')"
        " AND (?1=0 OR NOT EXISTS (SELECT 1 FROM recherche_mot n"
        " WHERE n.partie=0 AND n.texte=m.texte)))", err);
    if (status)
        return status;
    prse__stmt_bind_int(add, 1, p->part);
    prse__stmt_bind_int(add, 2, PRSE__INDEX_VERSION);
    prse__stmt_bind_int(add, 3, p->units);
    prse__stmt_bind_int(add, 4, p->open);
    prse__stmt_bind_int(add, 5, prse__index_name_bits(p->names));
    status = prse__stmt_run(add, err);
    prse__stmt_free(add);
    return status;
}

static prse_status build(prse__index_part *p, const char *source,
                         prse_error *err)
{
    prse_status status = clear(p, err);
    if (!status)
        status = prse__spool_new(&p->spool, p->db, PRSE__RANK_CLASSES, err);
    if (!status)
        status = read_units(p, source, err);
    if (!status)
        status = prse__index_write_ranks(p, err);
    if (!status)
        status = prse__index_write_names(p, err);
    if (!status)
        status = prse__index_write_lists(p, err);
    return status ? status : write_sizes(p, err);
}

prse_status prse__index_part_build(prse__db *db, int part,
                                   const char *source,
                                   const prse__index_watch *watch,
                                   prse_error *err)
{
    prse__index_part p = {.db = db, .part = part, .watch = watch};
    p.total = watch ? watch->units * 2 * TERMS_A_UNIT : 0;
    p.vocabulary = prse__vocabulary_new();
    p.hashes = prse__alloc(HASHES, sizeof *p.hashes);
    prse_status status = p.vocabulary && p.hashes ? build(&p, source, err)
                                                  : prse__error_nomem(err);
    prse__spool_free(p.spool);
    prse__vocabulary_free(p.vocabulary);
    prse__free(p.hashes);
    return status;
}
