/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/egapro.h"

#include <string.h>

#include "platforms/record.h"
#include "platforms/years.h"
#include "stock/copy.h"
#include "stock/import.h"
#include "stock/state.h"
#include "stock/table.h"

/* Under this name the register notes the last year of the file. */
#define LAST_YEAR "egapro_annee"

/* --- Adding a file --- */

enum { ROWS_BETWEEN_LOOKS = 1024, NOT_CALCULABLE = -1 };

typedef struct adding {
    prse_register_options options;
    prse__stock_watch watch;
    prse_str file;
    prse__egapro_file_counts *counts;
    prse__stmt *put;
    uint64_t rows;
    int32_t last_year;
} adding;

static void bind_row(prse__stmt *put, const prse__egapro_row *row)
{
    prse__stmt_bind_int(put, 1,
                        prse__stock_number(prse_str_of(row->siren)));
    prse__stmt_bind_int(put, 2, row->year);
    prse__stmt_bind_text(put, 3, row->tranche);
    for (int i = 0; i < PRSE__NOTES; i++) {
        if (row->notes[i] == PRSE__NOTE_NONE)
            prse__stmt_bind_null(put, 4 + i);
        else
            prse__stmt_bind_int(put, 4 + i, row->notes[i] >= 0
                                                ? row->notes[i]
                                                : NOT_CALCULABLE);
    }
}

static prse_status put_row(void *user, const prse__egapro_row *row,
                           prse_error *err)
{
    adding *a = user;
    if (a->rows++ % ROWS_BETWEEN_LOOKS == 0) {
        prse__stock_tell(&a->watch, a->rows, row->read, row->size);
        if (prse__stock_stopped(&a->watch))
            return prse__error_set(err, PRSE_ECANCELED, NULL,
                                   "stopped as asked");
    }
    if (row->year > a->last_year)
        a->last_year = row->year;
    bind_row(a->put, row);
    return prse__stmt_run(a->put, err);
}

static prse_status read_file(adding *a, prse_error *err)
{
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__buf_add(&path, a->file);
    prse_status status =
        path.failed ? prse__error_nomem(err)
                    : prse__egapro_file_read(path.ptr, put_row, a, a->counts,
                                             err);
    prse__buf_free(&path);
    return status;
}

/* A company may be twice in a year: the table tells how many there are. */
static prse_status note(const adding *a, prse__db *db, prse_error *err)
{
    prse_status status = prse__state_set(db, LAST_YEAR, a->last_year, err);
    return status == PRSE_OK
               ? prse__db_run(db,
                              "INSERT OR REPLACE INTO registre (cle, valeur)"
                              " SELECT 'declarations', count(*) FROM egapro",
                              err)
               : status;
}

static prse_status replace(void *user, prse__db *db, prse_error *err)
{
    adding *a = user;
    prse_status status = prse__db_run(db, "DELETE FROM egapro", err);
    if (status == PRSE_OK)
        status = prse__db_prepare(
            &a->put, db,
            "INSERT OR REPLACE INTO egapro VALUES"
            " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", err);
    if (status == PRSE_OK)
        status = read_file(a, err);
    prse__stmt_free(a->put);
    if (status == PRSE_OK && a->rows == 0)
        status = prse__error_set(err, PRSE_ESCHEMA, NULL,
                                 "%.*s holds no declaration",
                                 (int)a->file.len, a->file.ptr);
    return status == PRSE_OK ? note(a, db, err) : status;
}

prse_status prse__stock_add_egapro(prse_str path, prse_str file,
                                   const prse_register_options *opts,
                                   prse__egapro_file_counts *counts,
                                   prse_error *err)
{
    static const prse_register_options none = {.size = sizeof none};
    int64_t date;
    adding a = {.file = file, .counts = counts};
    prse_status status = prse__stock_options(
        &a.options, &date, path, opts ? opts : &none, err);
    if (status == PRSE_OK &&
        (file.len == 0 || memchr(file.ptr, '\0', file.len)))
        status = prse__error_set(err, PRSE_EINVAL, "file",
                                 "the name of a file is needed");
    if (status != PRSE_OK)
        return status;
    a.watch = (prse__stock_watch){&a.options, 0, 1, "egapro"};
    return prse__stock_change(path, &a.watch, replace, &a, err);
}

prse_status prse_register_add_egapro(prse_str path, prse_str file,
                                     const prse_register_options *opts,
                                     prse_error *err)
{
    return prse__stock_add_egapro(path, file, opts, NULL, err);
}

/* --- Records --- */

/* In the order of the table. */
static const char *const indicators[] = {
    "remunerations", "augmentations", "promotions",
    "augmentations_et_promotions", "conges_maternite",
    "hautes_remunerations"};
enum { INDICATORS = sizeof indicators / sizeof *indicators };

enum { YEAR, TRANCHE, FIRST_NOTE, INDEX = FIRST_NOTE + INDICATORS };

typedef struct asking {
    prse__json json;
    prse_str siren;
    int32_t year; /* 0: all */
    prse__stmt *rows;
    int row;      /* one is there */
    int silent;   /* the file does not reach that year, or there is none */
    prse_status status;
} asking;

static const char rows_sql[] =
    "SELECT annee, tranche, remunerations, augmentations, promotions,"
    " augmentations_et_promotions, conges_maternite, hautes_remunerations,"
    " note_index FROM egapro WHERE siren = ?1 AND (annee = ?2 OR ?2 = 0)"
    " ORDER BY annee DESC";

static void step(asking *a)
{
    if (a->status == PRSE_OK)
        a->status = prse__stmt_step(a->rows, &a->row, NULL);
    a->row &= a->status == PRSE_OK;
}

static void open_rows(asking *a, prse__db *db)
{
    int64_t last_year = 0;
    a->status = prse__state_get(db, LAST_YEAR, &last_year, NULL);
    a->silent = last_year == 0 || a->year > last_year;
    if (a->status != PRSE_OK || a->silent)
        return;
    a->status = prse__db_prepare(&a->rows, db, rows_sql, NULL);
    if (a->status != PRSE_OK)
        return;
    prse__stmt_bind_int(a->rows, 1, prse__stock_number(a->siren));
    prse__stmt_bind_int(a->rows, 2, a->year);
    step(a);
}

static prse_outcome outcome_of(const asking *a)
{
    if (a->silent || a->status != PRSE_OK)
        return PRSE_OUTCOME_NOT_ASKED;
    return a->row ? PRSE_OUTCOME_READ : PRSE_OUTCOME_ABSENT;
}

static void write_note(asking *a, const char *name, int column)
{
    int64_t note = prse__stmt_is_null(a->rows, column)
                       ? NOT_CALCULABLE : prse__stmt_int(a->rows, column);
    if (note >= 0)
        prse__json_put_int(&a->json, name, note);
    else
        prse__record_null(&a->json, name);
}

static void write_company(asking *a)
{
    prse_str tranche = prse__stmt_text(a->rows, TRANCHE);
    prse__record_open(&a->json, "entreprise");
    if (tranche.len > 0)
        prse__json_put(&a->json, "tranche", tranche);
    prse__record_close(&a->json);
}

static void write_declaration(asking *a)
{
    prse__record_code(&a->json, "declaration", "publiee");
    write_company(a);
    write_note(a, "index", INDEX);
    prse__record_open(&a->json, "indicateurs");
    for (int i = 0; i < INDICATORS; i++) {
        if (prse__stmt_is_null(a->rows, FIRST_NOTE + i))
            continue;
        prse__record_open(&a->json, indicators[i]);
        write_note(a, "note", FIRST_NOTE + i);
        prse__record_close(&a->json);
    }
    prse__record_close(&a->json);
}

/* The last index is that of the latest year that has one. */
static void write_last_index(asking *a, int *known)
{
    int64_t note = prse__stmt_is_null(a->rows, INDEX)
                       ? NOT_CALCULABLE : prse__stmt_int(a->rows, INDEX);
    if (*known || note < 0)
        return;
    prse__json_put_int(&a->json, "annee_dernier_index",
                       prse__stmt_int(a->rows, YEAR));
    prse__json_put_int(&a->json, "dernier_index", note);
    *known = 1;
}

static void write_year(asking *a)
{
    prse__years_open(&a->json, (int32_t)prse__stmt_int(a->rows, YEAR));
    write_note(a, "index", INDEX);
    for (int i = 0; i < INDICATORS; i++)
        write_note(a, indicators[i], FIRST_NOTE + i);
    prse__record_close(&a->json);
}

/* Twice over the rows: what stands above the years comes from them. */
static void write_notes(asking *a)
{
    int known = 0;
    write_company(a);
    prse__json_put_int(&a->json, "derniere_annee",
                       prse__stmt_int(a->rows, YEAR));
    for (; a->row; step(a))
        write_last_index(a, &known);
    prse__record_open(&a->json, "annees");
    for (step(a); a->row; step(a))
        write_year(a);
    prse__record_close(&a->json);
}

static void write_record(asking *a, prse__buf *json)
{
    const prse__answer no_answer = {0};
    prse__record_start(&a->json, json, a->year ? "egapro" : "egapro_notes",
                       a->siren);
    if (a->year)
        prse__json_put_int(&a->json, "annee", a->year);
    prse__record_outcome(&a->json, PRSE_OUTCOME_READ, NULL, &no_answer);
    prse__record_code(&a->json, "source", "fichier_public");
    if (a->year)
        write_declaration(a);
    else
        write_notes(a);
    prse__record_end(&a->json);
}

static prse_outcome ask(prse__buf *json, prse_register *reg, prse_str siren,
                        int32_t year)
{
    asking a = {.siren = siren, .year = year};
    prse__stock_reader *reader = NULL;
    a.status = prse__register_borrow(&reader, reg, NULL);
    if (a.status == PRSE_OK)
        open_rows(&a, reader->db);
    prse_outcome outcome = outcome_of(&a);
    if (outcome == PRSE_OUTCOME_READ)
        write_record(&a, json);
    json->failed |= a.status == PRSE_ENOMEM ||
                    (a.status != PRSE_OK && outcome == PRSE_OUTCOME_READ);
    prse__stmt_free(a.rows);
    if (reader)
        prse__register_give_back(reg, reader);
    return outcome;
}

prse_outcome prse__stock_egapro_record(prse__buf *json, prse_register *reg,
                                       prse_str siren, int32_t year)
{
    return ask(json, reg, siren, year);
}

prse_outcome prse__stock_egapro_notes_record(prse__buf *json,
                                             prse_register *reg,
                                             prse_str siren)
{
    return ask(json, reg, siren, 0);
}
