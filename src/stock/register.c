/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/register.h"

#include <string.h>

#include "base/options.h"
#include "registry/units.h"
#include "stock/state.h"
#include "stock/table.h"

enum { MOST_IDLE = 16 }; /* connections kept open for later */

/* The cache is the system's: the file is mapped. */
static const char reading[] =
    "PRAGMA mmap_size = 1099511627776;"
    "PRAGMA cache_size = -2000;"
    "PRAGMA temp_store = MEMORY;";

/* --- Connections --- */

static void close_reader(prse__stock_reader *reader)
{
    prse__index_close(reader->index);
    prse__stmt_free(reader->find);
    prse__db_close(reader->db);
    prse__free(reader);
}

static prse_status fill_reader(prse__stock_reader *reader, prse_str path,
                               prse_error *err)
{
    prse_status status =
        prse__db_open(&reader->db, path, PRSE__DB_FROZEN, err);
    if (status == PRSE_OK)
        status = prse__stock_check(reader->db, path, err);
    if (status == PRSE_OK)
        status = prse__db_run(reader->db, reading, err);
    if (status == PRSE_OK)
        status = prse__db_prepare(&reader->find, reader->db,
                                  prse__stock_find_sql, err);
    if (status == PRSE_OK)
        status = prse__index_open(&reader->index, reader->db, err);
    return status;
}

static prse_status open_reader(prse__stock_reader **out, prse_str path,
                               prse_error *err)
{
    prse__stock_reader *reader = prse__alloc(1, sizeof *reader);
    if (!reader)
        return prse__error_nomem(err);
    prse_status status = fill_reader(reader, path, err);
    if (status == PRSE_OK)
        *out = reader;
    else
        close_reader(reader);
    return status;
}

static prse__stock_reader *take_idle(prse_register *reg)
{
    pthread_mutex_lock(&reg->lock);
    prse__stock_reader *reader = reg->idle;
    if (reader) {
        reg->idle = reader->next;
        reg->idle_count--;
    }
    pthread_mutex_unlock(&reg->lock);
    return reader;
}

/* What the name stands for now, if that can be read; else what it was. */
prse_status prse__register_borrow(prse__stock_reader **out,
                                  prse_register *reg, prse_error *err)
{
    prse__stock_reader *fresh = NULL, *reader = take_idle(reg);
    prse_str path = prse__buf_str(&reg->path);
    if (!reader)
        return open_reader(out, path, err);
    if (prse__db_has_moved(reader->db) &&
        open_reader(&fresh, path, NULL) == PRSE_OK) {
        close_reader(reader);
        reader = fresh;
    }
    *out = reader;
    return PRSE_OK;
}

void prse__register_give_back(prse_register *reg, prse__stock_reader *reader)
{
    pthread_mutex_lock(&reg->lock);
    int keep = reg->idle_count < MOST_IDLE;
    if (keep) {
        reader->next = reg->idle;
        reg->idle = reader;
        reg->idle_count++;
    }
    pthread_mutex_unlock(&reg->lock);
    if (!keep)
        close_reader(reader);
}

/* --- The register --- */

/* Opens a connection, which shows whether there will be any. */
static prse_status try_path(prse_register *reg, prse_error *err)
{
    prse__stock_reader *reader = NULL;
    prse_status status = prse__register_borrow(&reader, reg, err);
    if (status == PRSE_OK)
        prse__register_give_back(reg, reader);
    return status;
}

prse_status prse_register_open(prse_register **out, prse_str path,
                               prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_register *reg = prse__alloc(1, sizeof *reg);
    if (!reg)
        return prse__error_nomem(err);
    if (pthread_mutex_init(&reg->lock, NULL) != 0) {
        prse__free(reg);
        return prse__error_nomem(err);
    }
    prse__buf_init(&reg->path, 0);
    prse__buf_add(&reg->path, path);
    prse_status status = reg->path.failed ? prse__error_nomem(err)
                                          : try_path(reg, err);
    if (status == PRSE_OK)
        *out = reg;
    else
        prse_register_free(reg);
    return status;
}

void prse_register_free(prse_register *reg)
{
    if (!reg)
        return;
    while (reg->idle) {
        prse__stock_reader *reader = reg->idle;
        reg->idle = reader->next;
        close_reader(reader);
    }
    while (reg->dates) {
        prse__stock_date *date = reg->dates;
        reg->dates = date->next;
        prse__free(date);
    }
    pthread_mutex_destroy(&reg->lock);
    prse__buf_free(&reg->path);
    prse__free(reg);
}

/* --- What it holds --- */

/* The text of a day, the same as last time if there was one. NULL: memory ran
 * out. */
static const char *keep_date(prse_register *reg, const char *text)
{
    pthread_mutex_lock(&reg->lock);
    prse__stock_date *date = reg->dates;
    while (date && memcmp(date->text, text, sizeof date->text) != 0)
        date = date->next;
    if (!date && (date = prse__alloc(1, sizeof *date)) != NULL) {
        memcpy(date->text, text, sizeof date->text);
        date->next = reg->dates;
        reg->dates = date;
    }
    pthread_mutex_unlock(&reg->lock);
    return date ? date->text : NULL;
}

static prse_status read_stat(prse_register *reg, prse__stock_reader *reader,
                             prse_register_stat *stat, prse_error *err)
{
    int64_t day = 0;
    char text[12] = "";
    prse_status status = prse__state_stat(reader->db, stat, err);
    if (status == PRSE_OK)
        status = prse__state_get(reader->db, "date", &day, err);
    if (status != PRSE_OK)
        return status;
    stat->size = sizeof *stat;
    stat->words = prse__index_words(reader->index);
    stat->date = prse__stock_day_text(text, day);
    stat->date.ptr = keep_date(reg, text);
    return stat->date.ptr ? PRSE_OK : prse__error_nomem(err);
}

prse_status prse_register_stats(prse_register *reg, prse_register_stat *out,
                                prse_error *err)
{
    prse__stock_reader *reader = NULL;
    prse_register_stat stat = {0};
    if (!reg || !out)
        return prse__error_set(err, PRSE_EINVAL, reg ? "out" : "reg",
                               "%s is NULL", reg ? "out" : "reg");
    prse_status status = prse__register_borrow(&reader, reg, err);
    if (status != PRSE_OK)
        return status;
    status = read_stat(reg, reader, &stat, err);
    prse__register_give_back(reg, reader);
    return status == PRSE_OK
               ? prse__struct_give(out, &stat, sizeof stat, err) : status;
}

/* --- Looking up --- */

static prse_status look_up(prse_units *units, prse__stock_reader *reader,
                           int64_t siren, prse_error *err)
{
    int found = 0;
    prse__unit *unit = prse__arena_alloc(units->arena, 1, sizeof *unit);
    if (!unit)
        return prse__error_nomem(err);
    prse_status status = prse__stock_read(reader->find, siren, units->arena,
                                          unit, &found, err);
    if (status == PRSE_OK && !found)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "no unit has this SIREN in the register");
    units->list = (prse__unit_list){unit, 1, 1};
    return status;
}

static prse_status find(prse_units **out, prse_register *reg, int64_t siren,
                        prse_error *err)
{
    prse__stock_reader *reader = NULL;
    prse_units *units = NULL;
    prse_status status = prse__register_borrow(&reader, reg, err);
    if (status != PRSE_OK)
        return status;
    status = prse__units_new(&units, err);
    if (status == PRSE_OK)
        status = look_up(units, reader, siren, err);
    prse__register_give_back(reg, reader);
    if (status == PRSE_OK)
        *out = units;
    else
        prse_units_free(units);
    return status;
}

prse_status prse_register_find(prse_units **out, prse_register *reg,
                               prse_str siren, prse_error *err)
{
    prse_number number = {.size = sizeof number};
    if (!out || !reg)
        return prse__error_set(err, PRSE_EINVAL, out ? "reg" : "out",
                               "%s is NULL", out ? "reg" : "out");
    prse_status status = prse_number_read(&number, siren, err);
    if (status != PRSE_OK)
        return status;
    if (number.kind != PRSE_NUMBER_SIREN)
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "expected a SIREN, nine digits");
    return find(out, reg, prse__stock_number(prse_str_of(number.siren)), err);
}
