/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing the figures up to date: one moment of the store is read, and one
 * transaction of the other database is written. */
#include <string.h>

#include "analytics/merge.h"
#include "analytics/source.h"
#include "analytics/state.h"
#include "base/date.h"
#include "base/options.h"
#include "base/steady.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "portailrse/access.h"
#include "portailrse/portal.h"
#include "store/work.h"

enum {
    LEAST_SALT = 16,
    LONGEST_NAME = 63, /* of PostgreSQL; longer ones are cut */
    /* The release that last changed what rows say: their older ones are made
     * anew. */
    CONTENT = 1,
    /* A transaction ends some time after the moment that it wrote down, the
     * daily task's up to an hour; and clocks of writers differ. */
    OVERLAP_MS = 2 * 3600 * 1000,
    LONGEST_MS = 24 * 3600 * 1000,
    LINES_BETWEEN_TELLING = 1000
};

typedef struct sync {
    prse_analytics_options options;
    prse_store_work work;
    const prse_store *store;
    prse__pg *pg;
    prse__tx tx;
    prse__brackets *brackets;
    prse__arena *arena;
    prse__sync_state before, after;
    int64_t newest_ms; /* last change that was found */
    prse__buf chains;  /* lines of lot_chaine */
    prse__buf changed; /* SIRENs of nine digits, one after the other */
    prse_analytics_done done;
    prse_error *err;
} sync;

/* --- Reading --- */

typedef struct reading {
    sync *sync;
    const prse__lot *lot;
    const prse__lot_source *from;
    const prse__pg_result *known; /* persons, by id; NULL: nobody */
    prse__figures_source source;
} reading;

static int should_stop(void *user)
{
    const prse_store_work *work = &((sync *)user)->work;
    return work->should_stop && work->should_stop(work->user);
}

static void tell(sync *s, const char *what)
{
    if (s->work.progress)
        s->work.progress(s->work.user, prse_str_of(what), s->done.read, 0);
}

/* A person who may have changed since, and did not: by the moment of the last
 * change. */
static int is_known(reading *r, const prse_value *values)
{
    int64_t id = 0;
    size_t low = 0, high = prse__pg_rows(r->known);
    r->source.status = prse__pseudonym(&id, r->source.salt,
                                       PRSE_STR("personne"),
                                       values[PERSONNE_ID].text,
                                       r->sync->err);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (prse__pg_int(r->known, middle, 0) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < prse__pg_rows(r->known) &&
           prse__pg_int(r->known, low, 0) == id &&
           prse__pg_int(r->known, low, 1) ==
               values[PERSONNE_MODIFIE_LE].number;
}

static int is_wanted(reading *r, const prse_value *values)
{
    const prse__lot_source *from = r->from;
    return (from->siren < 0 || prse__is_siren(values[from->siren].text)) &&
           (!from->wanted || from->wanted(values)) &&
           (!r->known || !is_known(r, values));
}

static int write_row(void *user, const prse_value *values, int64_t version)
{
    reading *r = user;
    int wanted = is_wanted(r, values);
    (void)version;
    if (r->source.status || !wanted)
        return r->source.status != PRSE_OK;
    r->from->write(&r->source, values);
    prse__arena_reset(r->sync->arena);
    if (!r->source.status)
        r->source.status = prse__line_end(r->source.lines, r->sync->err);
    if (++r->sync->done.read % LINES_BETWEEN_TELLING == 0)
        tell(r->sync, r->lot->name);
    return r->source.status != PRSE_OK;
}

static prse_status scan(reading *r, const prse_query *query)
{
    prse_status status = prse__tx_scan(
        &r->sync->tx, prse__portal_collection_of(r->from->of), query,
        write_row, r, r->sync->err);
    return r->source.status ? r->source.status : status;
}

static prse_status scan_all(reading *r)
{
    prse_query query = {.size = sizeof query, .index = -1};
    return scan(r, &query);
}

static prse_status scan_changed(reading *r)
{
    prse_str all = prse__buf_str(&r->sync->changed);
    prse_status status = PRSE_OK;
    for (size_t at = 0; at < all.len && !status; at += 9) {
        prse_value siren = prse__field_text((prse_str){all.ptr + at, 9});
        prse_query query = {.size = sizeof query,
                            .index = r->from->by_company,
                            .equal = &siren, .equal_count = 1};
        status = scan(r, &query);
    }
    return status;
}

static prse_status scan_persons(reading *r)
{
    prse_value from =
        prse__field_time(r->sync->before.seen_ms - OVERLAP_MS);
    prse_query query = {.size = sizeof query, .index = PERSONNES_PAR_DATE,
                        .from = &from};
    return scan(r, &query);
}

static prse_status fill_lot(sync *s, size_t which,
                            const prse__pg_result *known)
{
    prse__lines lines;
    reading r = {.sync = s, .lot = &prse__lots[which],
                 .from = &prse__lot_sources[which], .known = known,
                 .source = {.salt = s->options.salt, .brackets = s->brackets,
                            .lines = &lines, .arena = s->arena,
                            .err = s->err}};
    prse_status status = prse__lines_open(&lines, s->pg, r.lot, s->err);
    if (!status && s->done.full)
        status = scan_all(&r);
    else if (!status)
        status = which == PRSE__LOT_UTILISATEUR ? scan_persons(&r)
                                                : scan_changed(&r);
    if (!status)
        return prse__lines_close(&lines, s->err);
    prse__lines_drop(&lines);
    return status;
}

/* Before COPY takes the connection. */
static prse_status fill_persons(sync *s)
{
    prse__pg_result *known = NULL;
    prse_status status =
        s->done.full ? PRSE_OK
                     : prse__figures_persons(
                           s->pg, s->before.seen_ms - OVERLAP_MS, &known,
                           s->err);
    if (!status)
        status = fill_lot(s, PRSE__LOT_UTILISATEUR, known);
    prse__pg_result_free(known);
    return status;
}

/* --- What changed --- */

typedef struct looking {
    const sync *sync;
    int same;
} looking;

static int see_end(void *user, const prse_value *values, int64_t version)
{
    looking *l = user;
    (void)version;
    l->same = prse__str_is(values[JOURNAL_EMPREINTE].text,
                           l->sync->before.end);
    return 1;
}

/* What was seen last is still a part of the portal's chain, unless this is
 * another store, or an earlier one that was put back. */
static prse_status check_same_store(sync *s)
{
    looking l = {.sync = s, .same = !s->before.journal};
    prse_value chain[2] = {prse__field_text(PRSE_STR("portail")),
                           prse__field_int(s->before.journal)};
    prse_query query = {.size = sizeof query, .index = -1, .equal = chain,
                        .equal_count = 2};
    prse_status status = PRSE_OK;
    if (!s->done.full && !l.same)
        status = prse__tx_scan(&s->tx,
                               prse__portal_collection_of(PRSE__JOURNAL),
                               &query, see_end, &l, s->err);
    if (!status && !l.same)
        s->done.full = 1;
    return status;
}

/* Ends of chains that may have moved: by their date, which may be somewhat
 * older than the last synchronisation. Their digests decide. */
static int note_chain(void *user, const prse_value *values, int64_t version)
{
    sync *s = user;
    char end[17]; /* enough of it */
    prse_str chain = values[CHAINE_CHAINE].text;
    prse_str digest = values[CHAINE_EMPREINTE].text;
    (void)version;
    if (values[CHAINE_MODIFIE_LE].number > s->newest_ms)
        s->newest_ms = values[CHAINE_MODIFIE_LE].number;
    if (prse__str_is(chain, "portail")) {
        s->after.journal = values[CHAINE_NUMERO].number;
        prse__error_copy(s->after.end, sizeof s->after.end, digest);
    }
    if (!prse__is_siren(chain))
        return 0;
    prse__error_copy(end, sizeof end, digest);
    prse__buf_add(&s->chains, chain);
    prse__buf_addc(&s->chains, '\t');
    prse__pg_copy_text(&s->chains, prse_str_of(end));
    prse__buf_addc(&s->chains, '\n');
    return s->chains.failed;
}

/* This database's clock need not be that of the store's writers: what they
 * wrote last says how far this one has seen. But a moment that is still to come
 * would hide what is written until then. */
static void note_seen(sync *s)
{
    s->after.seen_ms = s->newest_ms < s->before.now_ms ? s->newest_ms
                                                       : s->before.now_ms;
}

static prse_status find_chains(sync *s)
{
    prse_value from = prse__field_time(s->before.seen_ms - OVERLAP_MS);
    prse_query query = {.size = sizeof query,
                        .index = s->done.full ? -1 : CHAINES_PAR_DATE,
                        .from = s->done.full ? NULL : &from};
    if (s->done.full) {
        s->after.journal = 0;
        s->after.end[0] = '\0';
    } else {
        s->newest_ms = s->before.seen_ms;
    }
    prse_status status =
        prse__tx_scan(&s->tx, prse__portal_collection_of(PRSE__CHAINES),
                      &query, note_chain, s, s->err);
    note_seen(s);
    return status;
}

static prse_status note_changed(sync *s)
{
    prse__pg_result *result = NULL;
    prse_status status = prse__figures_changed(s->pg, &result, s->err);
    for (size_t i = 0; i < prse__pg_rows(result); i++)
        prse__buf_add(&s->changed, prse__pg_cell(result, i, 0));
    prse__pg_result_free(result);
    return !status && s->changed.failed ? prse__error_nomem(s->err) : status;
}

static prse_status copy_text(sync *s, const char *sql, const prse__buf *text)
{
    uint64_t rows;
    prse_status status = text->failed
                             ? prse__error_nomem(s->err)
                             : prse__pg_copy_begin(s->pg, sql, s->err);
    if (!status && text->len)
        status = prse__pg_copy_add(s->pg, prse__buf_str(text), s->err);
    return status ? status : prse__pg_copy_end(s->pg, &rows, s->err);
}

static prse_status find_changes(sync *s)
{
    prse_status status = check_same_store(s);
    if (!status)
        status = find_chains(s);
    if (!status)
        status = copy_text(s, "COPY lot_chaine (chaine, fin) FROM STDIN",
                           &s->chains);
    return status || s->done.full ? status : note_changed(s);
}

static prse_status tell_changed(sync *s)
{
    prse__buf ids;
    prse_str all = prse__buf_str(&s->changed);
    prse__buf_init(&ids, 0);
    for (size_t at = 0; at < all.len; at += 9)
        prse__buf_addf(&ids, "%lld\n",
                       (long long)prse__company_id(
                           (prse_str){all.ptr + at, 9}));
    prse_status status = copy_text(s, "COPY lot_change (id) FROM STDIN", &ids);
    prse__buf_free(&ids);
    return status;
}

/* --- Persons who are gone --- */

typedef struct forgotten {
    sync *sync;
    prse__buf ids;
    prse_status status;
} forgotten;

static int note_forgotten(void *user, const prse_value *values,
                          int64_t version)
{
    forgotten *f = user;
    int64_t id;
    (void)version;
    if (!prse__str_is(values[JOURNAL_ACTION].text,
                      prse_operation_name(PRSE_OP_PERSON_ERASE)))
        return 0;
    f->status = prse__pseudonym(&id, f->sync->options.salt,
                                PRSE_STR("personne"),
                                values[JOURNAL_OBJET].text, f->sync->err);
    prse__buf_addf(&f->ids, "%lld\n", (long long)id);
    return f->status != PRSE_OK;
}

static prse_status tell_forgotten(sync *s)
{
    forgotten f = {.sync = s};
    prse_value chain = prse__field_text(PRSE_STR("portail"));
    prse_value from = prse__field_int(s->before.journal + 1);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &chain,
                        .equal_count = 1, .from = &from};
    prse__buf_init(&f.ids, 0);
    prse_status status =
        s->done.full ? PRSE_OK
                     : prse__tx_scan(&s->tx,
                                     prse__portal_collection_of(PRSE__JOURNAL),
                                     &query, note_forgotten, &f, s->err);
    if (!status)
        status = f.status;
    if (!status)
        status = copy_text(s, "COPY lot_oubli (id) FROM STDIN", &f.ids);
    prse__buf_free(&f.ids);
    return status;
}

/* --- The whole --- */

static prse_status read_store(sync *s)
{
    prse_tx_options options = {.size = sizeof options,
                               .deadline_ms = LONGEST_MS,
                               .should_stop = should_stop, .user = s};
    prse_status status = prse__tx_begin(&s->tx, s->store, &options, s->err);
    if (!status)
        status = find_changes(s);
    if (!status)
        status = tell_changed(s);
    if (!status)
        status = tell_forgotten(s);
    if (!status)
        status = fill_persons(s);
    for (size_t i = PRSE__LOT_UNITE; i < PRSE__LOT_COUNT && !status; i++) {
        tell(s, prse__lots[i].name);
        status = fill_lot(s, i, NULL);
    }
    prse__tx_rollback(&s->tx);
    return status;
}

/* Other ids, other names of brackets, other columns: every row is another. */
static prse_status digest_basis(sync *s)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "portailrse analytics %d ", (int)CONTENT);
    prse__buf_add(&text, prse_pack_digest(s->options.pack));
    prse__buf_addc(&text, ' ');
    prse__buf_add(&text, s->options.salt);
    prse_status status = text.failed
                             ? prse__error_nomem(s->err)
                             : prse__digest_hex(s->after.basis,
                                                prse__buf_str(&text), s->err);
    prse__buf_free(&text);
    return status;
}

static prse_status prepare(sync *s)
{
    prse_status status = prse__state_lock(s->pg, s->err);
    if (!status)
        status = prse__state_enter(s->pg, s->options.schema, s->err);
    if (!status)
        status = prse__state_read(s->pg, &s->before, s->err);
    s->after = s->before;
    if (!status)
        status = digest_basis(s);
    s->done.full = s->options.full || !s->before.known ||
                   strcmp(s->before.basis, s->after.basis) != 0;
    return status ? status : prse__figures_open(s->pg, s->err);
}

static prse_status today(sync *s, char out[16])
{
    prse__pg_result *result = NULL;
    prse_status status = PRSE_OK;
    if (s->options.today.len) {
        prse__error_copy(out, 16, s->options.today);
        return PRSE_OK;
    }
    status = prse__pg_call_run(
        s->pg,
        &(prse__pg_call){.sql = "SELECT (now() AT TIME ZONE 'UTC')::date"},
        &result, s->err);
    if (!status)
        prse__error_copy(out, 16, prse__pg_cell(result, 0, 0));
    prse__pg_result_free(result);
    return status;
}

static prse_status write_figures(sync *s)
{
    char day[16];
    tell(s, "metabase");
    prse_status status =
        prse__figures_run(s->pg, (int)s->done.full, &s->done, s->err);
    if (!status)
        status = today(s, day);
    if (!status)
        status = prse__figures_statistics(s->pg, prse_str_of(day), s->err);
    if (!status)
        status = prse__state_write(s->pg, &s->after, s->err);
    return status ? status
                  : prse__state_grant(s->pg, s->options.schema,
                                      s->options.reader, s->err);
}

/* Making what is there already locks tables too, so it is done apart. */
static prse_status make_tables(sync *s)
{
    prse_status status = prse__state_refuse_main(s->pg, s->err);
    if (!status)
        status = prse__state_lock(s->pg, s->err);
    return status ? status
                  : prse__state_make(s->pg, s->options.schema, s->err);
}

static prse_status synchronise(sync *s)
{
    prse_status status = prepare(s);
    if (!status)
        status = read_store(s);
    return status ? status : write_figures(s);
}

static prse_status in_transaction(sync *s, prse_status (*body)(sync *s))
{
    prse_status status = prse__pg_run(s->pg, "BEGIN", s->err);
    if (!status)
        status = body(s);
    /* closing the connection undoes what is not committed */
    return status ? status : prse__pg_run(s->pg, "COMMIT", s->err);
}

static prse_status run(sync *s, prse_str url)
{
    prse__pg_wait wait = {.until_ms = prse__steady_ms() + LONGEST_MS,
                          .should_stop = should_stop, .user = s};
    prse_status status =
        prse__brackets_new(&s->brackets, s->options.pack, s->err);
    s->arena = prse__arena_new(0);
    if (!status && !s->arena)
        status = prse__error_nomem(s->err);
    if (!status)
        status = prse__pg_open(&s->pg, url, &wait, s->err);
    if (!status)
        status = in_transaction(s, make_tables);
    if (!status)
        status = in_transaction(s, synchronise);
    prse__pg_close(s->pg);
    prse__arena_free(s->arena);
    prse__brackets_free(s->brackets);
    return status;
}

static prse_status check_name(prse_str name, const char *what, prse_error *err)
{
    if (name.len <= LONGEST_NAME && prse__utf8_check(name) == name.len &&
        !(name.len && memchr(name.ptr, 0, name.len)))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, what,
                           "a name in PostgreSQL has at most %d bytes of "
                           "UTF-8", (int)LONGEST_NAME);
}

static prse_status read_options(prse_analytics_options *out,
                                const prse_analytics_options *given,
                                prse_error *err)
{
    prse_status status = prse__options_read(out, sizeof *out, given,
                                            "prse_analytics_options", err);
    if (!status)
        status = check_name(out->schema, "schema", err);
    if (!status)
        status = check_name(out->reader, "reader", err);
    if (!out->schema.len)
        out->schema = PRSE_STR("public");
    return status;
}

static prse_status check_options(const prse_analytics_options *options,
                                 prse_error *err)
{
    prse__date day;
    if (options->salt.len < LEAST_SALT)
        return prse__error_set(err, PRSE_EINVAL, "salt",
                               "the secret for ids of persons has %zu bytes: "
                               "at least %d are needed", options->salt.len,
                               (int)LEAST_SALT);
    if (options->today.len && (!prse__date_parse(&day, options->today) ||
                               prse__date_ymd(day).year < 1))
        return prse__error_set(err, PRSE_EINVAL, "today",
                               "no day of the calendar: expected for instance "
                               "2026-12-31");
    return PRSE_OK;
}

prse_status prse_analytics_sync(prse_analytics_done *out,
                                const prse_store *store, prse_str url,
                                const prse_analytics_options *opts,
                                prse_error *err)
{
    sync s = {.store = store, .err = err};
    prse_status status = read_options(&s.options, opts, err);
    if (!status)
        status = prse__work_read(&s.work, s.options.work, err);
    if (!status)
        status = check_options(&s.options, err);
    if (!status && out) /* its size is told now, not when all is done */
        status = prse__struct_give(out, &s.done, sizeof s.done, err);
    if (!status)
        status = prse__store_is_current(store, prse_portal_schema(), err);
    if (status)
        return status;
    prse__buf_init(&s.chains, 0);
    prse__buf_init(&s.changed, 0);
    status = run(&s, url);
    prse__buf_free(&s.chains);
    prse__buf_free(&s.changed);
    return status || !out ? status
                          : prse__struct_give(out, &s.done, sizeof s.done,
                                              err);
}

prse_status prse_analytics_schema(prse_text **out,
                                  const prse_analytics_options *opts,
                                  prse_error *err)
{
    prse_analytics_options options = {.size = 0};
    prse__buf text;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, NULL, "out is NULL");
    prse_status status = read_options(&options, opts, err);
    if (status)
        return status;
    prse__buf_init(&text, 0);
    prse__state_print(&text, options.schema, options.reader);
    return prse__text_take(out, &text, err);
}
