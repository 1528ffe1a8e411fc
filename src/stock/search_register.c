/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"
#include "registry/units.h"
#include "stock/register.h"
#include "stock/search.h"
#include "stock/table.h"

/* The unit of a number, nothing when there is none. */
static prse_status search_number(prse__hits *hits, const prse_number *number)
{
    hits->count = 1;
    hits->total = 1;
    hits->hits[0] = (prse__hit){
        .siren = prse__stock_number(prse_str_of(number->siren))};
    return PRSE_OK;
}

static prse_status find_hits(prse__hits *hits, prse__stock_reader *reader,
                             prse_str text, const prse_search_options *opts,
                             prse_error *err)
{
    prse_number number = {.size = sizeof number};
    prse_error why;
    prse_status status = prse_number_read(&number, text, &why);
    if (status == PRSE_OK)
        return search_number(hits, &number);
    if (status == PRSE_EPARSE) /* not the form of a number: a name */
        return prse__search(hits, reader->index, text, opts, err);
    if (err)
        *err = why;
    return status;
}

/* Rows of the hits, without those that are not there. */
static prse_status read_units(prse_units *units, prse__stock_reader *reader,
                              const prse__hits *hits, prse_error *err)
{
    prse__unit *all = prse__arena_alloc(units->arena, hits->count + 1,
                                        sizeof *all);
    prse_status status = all ? PRSE_OK : prse__error_nomem(err);
    size_t count = 0;
    for (size_t i = 0; i < hits->count && !status; i++) {
        int found = 0;
        status = prse__stock_read(reader->find, hits->hits[i].siren,
                                  units->arena, &all[count], &found, err);
        count += !status && found;
    }
    units->list = (prse__unit_list){
        all, count, hits->total > count && count > 0 ? hits->total : count};
    return status;
}

/* One transaction, so that the index and the rows are of the same day. */
static prse_status search(prse_units *units, prse__stock_reader *reader,
                          prse_str text, const prse_search_options *opts,
                          prse_error *err)
{
    prse__hits hits;
    prse_status status = prse__db_run(reader->db, "BEGIN", err);
    if (status)
        return status;
    status = find_hits(&hits, reader, text, opts, err);
    if (!status)
        status = read_units(units, reader, &hits, err);
    prse_status ended = prse__db_run(reader->db, "COMMIT",
                                     status ? NULL : err);
    return status ? status : ended;
}

static prse_status search_units(prse_units **out, prse_register *reg,
                                prse_str text,
                                const prse_search_options *opts,
                                prse_error *err)
{
    prse__stock_reader *reader = NULL;
    prse_units *units = NULL;
    prse_status status = prse__register_borrow(&reader, reg, err);
    if (status)
        return status;
    status = prse__units_new(&units, err);
    if (!status)
        status = search(units, reader, text, opts, err);
    prse__register_give_back(reg, reader);
    if (status)
        prse_units_free(units);
    else
        *out = units;
    return status;
}

prse_status prse_register_search(prse_units **out, prse_register *reg,
                                 prse_str text,
                                 const prse_search_options *opts,
                                 prse_error *err)
{
    prse_search_options own = {0};
    if (!out || !reg)
        return prse__error_set(err, PRSE_EINVAL, out ? "reg" : "out",
                               "%s is NULL", out ? "reg" : "out");
    prse_status status = prse__options_read(&own, sizeof own, opts, "opts",
                                            err);
    if (status)
        return status;
    size_t valid = prse__utf8_check(text);
    if (valid < text.len)
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "byte %zu of the text is not UTF-8",
                               valid + 1);
    return search_units(out, reg, text, &own, err);
}
