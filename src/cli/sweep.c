/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/sweep.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/reform.h"
#include "cli/stop.h"

enum { MOST_VALUES = 201, USUAL_STEPS = 20 };

/* --- NAME=FROM..TO[/STEP] --- */

typedef struct range {
    prse_str name;
    int64_t from, to, step;
} range;

/* What stands before a mark; `rest` goes on behind it. 0: no mark. */
static int cut(prse_str *before, prse_str *rest, const char *mark)
{
    size_t length = strlen(mark);
    for (size_t i = 0; i + length <= rest->len; i++)
        if (memcmp(rest->ptr + i, mark, length) == 0) {
            *before = (prse_str){rest->ptr, i};
            *rest = (prse_str){rest->ptr + i + length,
                               rest->len - i - length};
            return 1;
        }
    return 0;
}

/* Of round steps the smallest with at most twenty of them. */
static int64_t round_step(int64_t width)
{
    static const int64_t rounds[] = {1, 2, 5};
    int64_t unit = width >= USUAL_STEPS * (int64_t)CLI_AMOUNT_ONE
                       ? CLI_AMOUNT_ONE
                       : 1;
    for (;; unit *= 10)
        for (size_t i = 0; i < 3; i++)
            if (rounds[i] * unit * USUAL_STEPS >= width)
                return rounds[i] * unit;
}

static int read_range(range *out, const char *words)
{
    prse_str rest = prse_str_of(words), from, to;
    *out = (range){.step = 0};
    if (!cut(&out->name, &rest, "=") || !cut(&from, &rest, "..") ||
        !cli_amount_read(&out->from, from))
        return 0;
    if (cut(&to, &rest, "/")) {
        if (!cli_amount_read(&out->step, rest) || out->step == 0)
            return 0;
    } else {
        to = rest;
    }
    if (!cli_amount_read(&out->to, to) || out->to < out->from)
        return 0;
    if (out->step == 0)
        out->step = round_step(out->to - out->from);
    return 1;
}

static cli_exit add_values(cli_sweep *s, const range *r)
{
    const cli_threshold *t = &s->threshold;
    if ((r->to - r->from) / r->step >= MOST_VALUES - 1)
        return cli_complain(s->cli, CLI_USAGE, TEXT_SWEEP_MANY_VALUES, NULL,
                            0);
    s->values = cli_alloc(MOST_VALUES + 1, sizeof *s->values);
    s->in_force = SIZE_MAX;
    for (int64_t v = r->from; v <= r->to; v += r->step) {
        int before = s->count == 0 || s->values[s->count - 1] < t->value;
        if (t->in_force && before && t->value > r->from && t->value < v)
            s->values[s->count++] = t->value;
        s->values[s->count++] = v;
    }
    if (t->in_force && t->value > s->values[s->count - 1] &&
        t->value <= r->to)
        s->values[s->count++] = t->value;
    for (size_t i = 0; i < s->count; i++)
        if (t->in_force && s->values[i] == t->value)
            s->in_force = i;
    return CLI_OK;
}

/* --- Laws --- */

/* The overlay is a file without a name, which a pack is loaded with. */
static cli_exit load(cli_sweep *s, size_t at)
{
    const char *after = cli_args_value(s->cli->args, OPTION_AGAINST);
    const char *before = cli_args_value(s->cli->args, OPTION_PACK);
    char path[32];
    cli_buffer text = {0};
    FILE *file = tmpfile();
    if (!file)
        return cli_complain_system("tmpfile", errno);
    cli_threshold_overlay(&text, &s->threshold, s->values[at]);
    fwrite(text.text, 1, text.len, file);
    fflush(file);
    rewind(file);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    cli_exit code = cli_pack_open_under(
        &s->packs[at], s->law->engine, s->cli,
        after ? after : before ? before : "fr-rse", path);
    fclose(file);
    cli_buffer_free(&text);
    return code;
}

typedef struct making {
    prse_str *obligations;
    size_t count;
    void (*bad_row)(void *, int64_t, prse_str);
    void *user;
} making;

static cli_exit make_reform(cli_sweep *s, size_t at, const making *m)
{
    prse_reform_options opts = {
        .size = sizeof opts,
        .lang = s->cli->lang,
        .date_a = cli_buffer_str(&s->law->dates[0]),
        .date_b = cli_buffer_str(&s->law->dates[1]),
        .obligations = m->obligations,
        .obligation_count = m->count,
        .counts_only = 1,
        .should_stop = cli_stop_wanted,
        .bad_row = at == 0 ? m->bad_row : NULL, /* the same under all */
        .user = m->user};
    prse_error err;
    prse_reform_free(s->reforms[at]);
    s->reforms[at] = NULL;
    return prse_reform_new(&s->reforms[at], s->law->packs[0], s->packs[at],
                           &opts, &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

static void add_obligation(cli_sweep *s, const cli_reform_obligation *from)
{
    for (size_t i = 0; i < s->obligation_count; i++)
        if (cli_str_is(cli_buffer_str(&from->id), s->obligations[i].id.text))
            return;
    s->obligations = cli_resize(s->obligations, s->obligation_count + 1,
                                sizeof *s->obligations);
    cli_sweep_obligation *o = &s->obligations[s->obligation_count++];
    *o = (cli_sweep_obligation){
        .counts = cli_alloc(s->count, sizeof *o->counts)};
    cli_buffer_add(&o->id, cli_buffer_str(&from->id));
    cli_buffer_add(&o->label, cli_buffer_str(&from->label));
}

static cli_exit find_touched(cli_sweep *s, size_t at)
{
    cli_reform_result result;
    cli_exit code = cli_reform_result_read(&result, s->reforms[at]);
    for (size_t i = 0; i < result.obligation_count; i++)
        if (result.obligations[i].touched)
            add_obligation(s, &result.obligations[i]);
    cli_reform_result_free(&result);
    return code;
}

static cli_exit make_laws(cli_sweep *s, making *m)
{
    cli_exit code = CLI_OK;
    for (size_t i = 0; i < s->count && code == CLI_OK; i++) {
        code = load(s, i);
        if (code == CLI_OK)
            code = make_reform(s, i, m);
        if (code == CLI_OK)
            code = find_touched(s, i);
    }
    if (code == CLI_OK && s->obligation_count == 0) {
        prse_str id = cli_buffer_str(&s->threshold.id);
        return cli_complain(s->cli, CLI_USAGE, TEXT_SWEEP_NOTHING, &id, 1);
    }
    m->obligations = cli_alloc(s->obligation_count + 1,
                               sizeof *m->obligations);
    for (; code == CLI_OK && m->count < s->obligation_count; m->count++)
        m->obligations[m->count] =
            cli_buffer_str(&s->obligations[m->count].id);
    for (size_t i = 0; i < s->count && code == CLI_OK; i++)
        code = make_reform(s, i, m);
    free(m->obligations);
    return code;
}

cli_exit cli_sweep_open(cli_sweep *s, const cli_reform_law *law,
                        const char *words,
                        void (*bad_row)(void *, int64_t, prse_str),
                        void *user)
{
    making m = {.bad_row = bad_row, .user = user};
    prse_str value = prse_str_of(words);
    range r;
    *s = (cli_sweep){.cli = law->cli, .law = law};
    if (!read_range(&r, words))
        return cli_complain(s->cli, CLI_USAGE, TEXT_SWEEP_SYNTAX, &value, 1);
    cli_exit code =
        cli_threshold_find(&s->threshold, s->cli, law->packs[1], r.name,
                           cli_buffer_str(&law->dates[1]));
    if (code == CLI_OK) {
        cli_threshold_compare(&s->threshold, law->packs[0],
                              cli_buffer_str(&law->dates[0]));
        code = add_values(s, &r);
    }
    if (code != CLI_OK)
        return code;
    s->packs = cli_alloc(s->count, sizeof *s->packs);
    s->reforms = cli_alloc(s->count, sizeof *s->reforms);
    return make_laws(s, &m);
}

void cli_sweep_close(cli_sweep *s)
{
    for (size_t i = 0; i < s->count && s->reforms; i++)
        prse_reform_free(s->reforms[i]);
    for (size_t i = 0; i < s->count && s->packs; i++)
        prse_pack_unref(s->packs[i]);
    for (size_t i = 0; i < s->obligation_count; i++) {
        cli_buffer_free(&s->obligations[i].id);
        cli_buffer_free(&s->obligations[i].label);
        free(s->obligations[i].counts);
    }
    cli_threshold_free(&s->threshold);
    free(s->obligations);
    free(s->reforms);
    free(s->packs);
    free(s->values);
}

/* --- Counts --- */

prse_status cli_sweep_count_table(void *self, const struct ArrowSchema *schema,
                                  const struct ArrowArray *table,
                                  prse_error *err)
{
    cli_sweep *s = self;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < s->count && status == PRSE_OK; i++)
        status = prse_reform_block(s->reforms[i], schema, table, err);
    return status;
}

static void take_counts(cli_sweep_count *out, const prse_reform *reform,
                        prse_str id)
{
    for (int32_t to = 0; to <= PRSE_REFORM_ABSENT; to++) {
        out->answers[to] = prse_reform_count(reform, id, PRSE_REFORM_ANY, to);
        if (to == PRSE_SUBJECT || to == PRSE_UNKNOWN)
            continue;
        out->gained += prse_reform_count(reform, id, to, PRSE_SUBJECT);
        out->lost += prse_reform_count(reform, id, PRSE_SUBJECT, to);
    }
}

void cli_sweep_end(cli_sweep *s, uint64_t bad_rows)
{
    for (size_t i = 0; i < s->count; i++)
        for (size_t o = 0; o < s->obligation_count; o++)
            take_counts(&s->obligations[o].counts[i], s->reforms[i],
                        cli_buffer_str(&s->obligations[o].id));
    s->companies = prse_reform_count(s->reforms[0], PRSE_STR(""),
                                     PRSE_REFORM_ANY, PRSE_REFORM_ANY);
    s->bad_rows = (int64_t)bad_rows;
}

int64_t cli_sweep_most(const cli_sweep *s, const cli_sweep_obligation *o)
{
    int64_t most = 0;
    for (size_t i = 0; i < s->count; i++) {
        int64_t may = o->counts[i].answers[PRSE_SUBJECT] +
                      o->counts[i].answers[PRSE_UNKNOWN];
        most = may > most ? may : most;
    }
    return most;
}
