/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_read.h"

#include <string.h>

#include "stock/table.h"

enum { SIREN_BYTES = 4, REST_BYTES = 2 };

static prse_status damaged(prse_error *err)
{
    return prse__error_set(err, PRSE_EIO, NULL,
                           "the search index is damaged: import again");
}

/* --- Opening --- */

static prse_status read_part(prse__index *index, prse__stmt *row,
                             prse_error *err)
{
    int64_t part = prse__stmt_int(row, 0);
    if (prse__stmt_int(row, 1) != PRSE__INDEX_VERSION || part < 0 ||
        part >= PRSE__INDEX_PARTS)
        return prse__error_set(err, PRSE_ESCHEMA, NULL,
                               "the search index is of another version: "
                               "import again");
    index->has_changes |= part > 0;
    index->parts[part] = (prse__index_sizes){
        (uint32_t)prse__stmt_int(row, 2), (uint32_t)prse__stmt_int(row, 3),
        (uint32_t)prse__stmt_int(row, 4), (uint64_t)prse__stmt_int(row, 5)};
    if (index->parts[part].bits > PRSE__NAME_BITS_MOST)
        return prse__error_set(err, PRSE_ESCHEMA, NULL,
                               "the search index is of no known form: "
                               "import again");
    return PRSE_OK;
}

static prse_status prepare_unit(prse__index *index, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, prse__stock_search_sql);
    prse__buf_adds(&sql, " WHERE siren=?1");
    prse_status status = sql.failed ? prse__error_nomem(err)
                                    : prse__db_prepare(&index->unit, index->db,
                                                       sql.ptr, err);
    prse__buf_free(&sql);
    return status;
}

static prse_status prepare(prse__index *index, prse_error *err)
{
    const struct {
        prse__stmt **stmt;
        const char *sql;
    } wanted[] = {
        {&index->sizes, "SELECT partie,version,unites,ouvertes,bits,mots"
                        " FROM recherche_partie"},
        {&index->term, "SELECT unites,numero,liste FROM recherche_mot"
                       " WHERE partie=?1 AND texte=?2"},
        {&index->terms, "SELECT unites,numero,liste,texte FROM recherche_mot"
                        " WHERE partie=?1 AND texte>=?2 AND texte<?3"
                        " ORDER BY texte"},
        {&index->block, "SELECT liste,cle FROM recherche_bloc"
                        " WHERE cle>=?1 ORDER BY cle LIMIT 1"},
        {&index->rank, "SELECT sirens FROM recherche_rang WHERE cle=?1"},
        {&index->name, "SELECT noms FROM recherche_nom WHERE cle=?1"},
        {&index->changed, "SELECT 1 FROM recherche_change WHERE siren=?1"},
    };
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0] && !status; i++)
        status = prse__db_prepare(wanted[i].stmt, index->db, wanted[i].sql,
                                  err);
    return status ? status : prepare_unit(index, err);
}

prse_status prse__index_start(prse__index *index, prse_error *err)
{
    int row = 1;
    prse_status status = PRSE_OK;
    memset(index->parts, 0, sizeof index->parts);
    index->has_changes = 0;
    while (!status && row) {
        status = prse__stmt_step(index->sizes, &row, err);
        if (!status && row)
            status = read_part(index, index->sizes, err);
    }
    prse__stmt_reset(index->sizes);
    return status;
}

prse_status prse__index_open(prse__index **out, prse__db *db, prse_error *err)
{
    prse__index *index = prse__alloc(1, sizeof *index);
    if (!index)
        return prse__error_nomem(err);
    index->db = db;
    prse_status status = prepare(index, err);
    if (!status)
        status = prse__index_start(index, err);
    if (status)
        prse__index_close(index);
    else
        *out = index;
    return status;
}

void prse__index_close(prse__index *index)
{
    if (!index)
        return;
    prse__stmt_free(index->sizes);
    prse__stmt_free(index->term);
    prse__stmt_free(index->terms);
    prse__stmt_free(index->block);
    prse__stmt_free(index->rank);
    prse__stmt_free(index->name);
    prse__stmt_free(index->changed);
    prse__stmt_free(index->unit);
    prse__bits_free(&index->set);
    prse__free(index);
}

uint64_t prse__index_words(const prse__index *index)
{
    uint64_t words = 0;
    for (size_t i = 0; i < PRSE__INDEX_PARTS; i++)
        words += index->parts[i].words;
    return words;
}

/* --- Terms --- */

static prse_status read_term(prse__term *out, const prse__index *index,
                             prse__stmt *row, prse_error *err)
{
    *out = (prse__term){.units = (uint32_t)prse__stmt_int(row, 0),
                        .is_long = !prse__stmt_is_null(row, 1)};
    if (out->is_long) {
        out->list = (uint32_t)prse__stmt_int(row, 1);
        return PRSE_OK;
    }
    out->bytes = prse__str_dup(index->arena, prse__stmt_blob(row, 2));
    return out->bytes.ptr ? PRSE_OK : prse__error_nomem(err);
}

prse_status prse__index_term(prse__term *out, prse__index *index,
                             prse_str text, prse_error *err)
{
    int row;
    *out = (prse__term){0};
    prse__stmt_bind_int(index->term, 1, index->part);
    prse__stmt_bind_text(index->term, 2, text);
    prse_status status = prse__stmt_step(index->term, &row, err);
    if (!row)
        return status;
    status = read_term(out, index, index->term, err);
    prse__stmt_reset(index->term);
    return status;
}

/* Above every term that begins with the prefix: no text has this byte. */
static size_t above(char *to, prse_str prefix)
{
    memcpy(to, prefix.ptr, prefix.len);
    to[prefix.len] = (char)0xFF;
    return prefix.len + 1;
}

prse_status prse__index_terms(prse__term *out, size_t *count,
                              prse__index *index, prse_str prefix,
                              prse_error *err)
{
    char end[PRSE__TERM_LONGEST + 1];
    size_t room = *count;
    int row = 1;
    prse_status status = PRSE_OK;
    *count = 0;
    prse__stmt_reset(index->terms);
    prse__stmt_bind_int(index->terms, 1, index->part);
    prse__stmt_bind_text(index->terms, 2, prefix);
    prse__stmt_bind_text(index->terms, 3,
                         (prse_str){end, above(end, prefix)});
    while (!status && *count < room) {
        status = prse__stmt_step(index->terms, &row, err);
        if (status || !row)
            return status;
        status = read_term(&out[(*count)++], index, index->terms, err);
    }
    prse__stmt_reset(index->terms);
    return status;
}

prse_status prse__index_next_term(prse_str *out, uint32_t *units,
                                  prse__index *index, prse_str text,
                                  prse_error *err)
{
    int row;
    prse__stmt_reset(index->terms);
    prse__stmt_bind_int(index->terms, 1, index->part);
    prse__stmt_bind_text(index->terms, 2, text);
    prse__stmt_bind_text(index->terms, 3, PRSE_STR("\xFF"));
    prse_status status = prse__stmt_step(index->terms, &row, err);
    *out = row ? prse__stmt_text(index->terms, 3) : PRSE_STR("");
    *units = row ? (uint32_t)prse__stmt_int(index->terms, 0) : 0;
    return status;
}

/* --- Lists --- */

enum { RUN = 8 };

/* Frequent terms have small differences: eight of one byte are read without a
 * branch. 0: some byte goes on in the next one. */
static int decode_run(uint32_t *out, const char *bytes, uint32_t *number)
{
    uint64_t together;
    memcpy(&together, bytes, RUN);
    if (together & UINT64_C(0x8080808080808080))
        return 0;
    for (size_t i = 0; i < RUN; i++)
        out[i] = *number += (unsigned char)bytes[i];
    return 1;
}

uint32_t prse__index_decode(uint32_t *out, prse_str bytes)
{
    uint32_t number = 0, count = 0;
    for (size_t at = 0; at < bytes.len;) {
        if (bytes.len - at >= RUN &&
            decode_run(out + count, bytes.ptr + at, &number)) {
            at += RUN;
            count += RUN;
            continue;
        }
        number += prse__varint_get(bytes, &at);
        out[count++] = number;
    }
    return count;
}

prse_status prse__index_block(uint32_t *out, uint32_t *count,
                              prse__index *index, uint32_t list,
                              uint32_t from, prse_error *err)
{
    int row;
    *count = 0;
    prse__stmt_bind_int(index->block, 1, prse__key_block(list, from));
    prse_status status = prse__stmt_step(index->block, &row, err);
    if (!row)
        return status;
    if (prse__stmt_int(index->block, 1) <=
        prse__key_block(list, UINT32_MAX)) {
        prse_str bytes = prse__stmt_blob(index->block, 0);
        if (bytes.len <= PRSE__LIST_BLOCK)
            *count = prse__index_decode(out, bytes);
        else
            status = damaged(err);
    }
    prse__stmt_reset(index->block);
    return status;
}

/* --- Units --- */

prse_status prse__index_siren(int64_t *out, prse__index *index,
                              uint32_t number, prse_error *err)
{
    int row;
    size_t at = (size_t)(number % PRSE__RANK_BLOCK) * SIREN_BYTES;
    *out = 0;
    prse__stmt_bind_int(index->rank, 1,
                        prse__key_part(index->part,
                                       number / PRSE__RANK_BLOCK));
    prse_status status = prse__stmt_step(index->rank, &row, err);
    if (!row)
        return status ? status : damaged(err);
    prse_str bytes = prse__stmt_blob(index->rank, 0);
    if (at + SIREN_BYTES > bytes.len)
        status = damaged(err);
    for (size_t i = SIREN_BYTES; i > 0 && !status; i--)
        *out = *out << 8 | (unsigned char)bytes.ptr[at + i - 1];
    prse__stmt_reset(index->rank);
    return status;
}

static size_t pick_names(uint32_t *out, size_t most, prse_str bytes,
                         uint16_t rest)
{
    size_t count = 0;
    uint32_t unit = 0;
    for (size_t at = 0; at + REST_BYTES < bytes.len && count < most;) {
        unsigned low = (unsigned char)bytes.ptr[at];
        unsigned high = (unsigned char)bytes.ptr[at + 1];
        at += REST_BYTES;
        unit += prse__varint_get(bytes, &at);
        if ((high << 8 | low) == rest)
            out[count++] = unit;
    }
    return count;
}

prse_status prse__index_names(uint32_t *out, size_t *count,
                              prse__index *index, uint32_t key,
                              prse_error *err)
{
    int row, part = index->part;
    size_t room = *count;
    uint32_t bucket = prse__name_bucket(key, index->parts[part].bits);
    *count = 0;
    prse__stmt_bind_int(index->name, 1, prse__key_part(part, bucket));
    prse_status status = prse__stmt_step(index->name, &row, err);
    if (row) {
        *count = pick_names(out, room, prse__stmt_blob(index->name, 0),
                            prse__name_rest(key));
        prse__stmt_reset(index->name);
    }
    return status;
}

prse_status prse__index_changed(int *out, prse__index *index, int64_t siren,
                                prse_error *err)
{
    *out = 0;
    if (!index->has_changes || index->part > 0)
        return PRSE_OK;
    prse__stmt_bind_int(index->changed, 1, siren);
    prse_status status = prse__stmt_step(index->changed, out, err);
    if (*out)
        prse__stmt_reset(index->changed);
    return status;
}

prse_status prse__index_unit_get(prse__index_unit *out, int *found,
                                 prse__index *index, int64_t siren,
                                 prse_error *err)
{
    prse__stmt_reset(index->unit);
    prse__stmt_bind_int(index->unit, 1, siren);
    prse_status status = prse__stmt_step(index->unit, found, err);
    if (*found)
        prse__index_unit_read(out, index->unit);
    return status;
}

void prse__index_rest(prse__index *index)
{
    prse__stmt_reset(index->terms);
    prse__stmt_reset(index->unit);
}
