/* SPDX-License-Identifier: Apache-2.0 */
/* Companies against every obligation of a pack, through the C API: the answers
 * with the facts that carry them, and all that can be said of a company whose
 * facts come as text. How long, and how many requests for memory once it is
 * warm. Two companies take turns, one of them half known.
 *
 *   perf PACK [ROUNDS [MOST]]
 *
 * Fails when memory was asked for, or the median is above MOST microseconds.
 * malloc and its like are our own here, and count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/obligation.h"

enum { BATCH = 200, MOST_FACTS = 64, MOST_SLOTS = 256, COMPANIES = 2 };

/* --- Counting --- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static size_t requests;

void *malloc(size_t size)
{
    requests++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    requests++;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    requests++;
    return __libc_realloc(old, size);
}

/* --- The companies --- */

/* A fact as it is written. */
typedef struct said {
    prse_str id, value;
    int32_t year;
} said;

typedef struct host {
    prse_pack *pack;
    prse_facts *facts[COMPANIES]; /* what they say, set */
    prse_facts *again;            /* to be set from it */
    prse_report *report;
    said said[COMPANIES][MOST_SLOTS];
    size_t said_count[COMPANIES];
    size_t decided, reasons, texts;
} host;

static void fail(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s:%u:%u: %s\n", what, err->file, err->line,
            err->column, err->message);
    exit(1);
}

static void begin(host *h, const char *path)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    *h = (host){0};
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&h->pack, engine, path, NULL, &err) ||
        prse_facts_new(&h->facts[0], h->pack, &err) ||
        prse_facts_new(&h->facts[1], h->pack, &err) ||
        prse_facts_new(&h->again, h->pack, &err) ||
        prse_report_new(&h->report, h->pack, &err))
        fail("begin", &err);
    prse_engine_unref(engine);
}

static void end(host *h)
{
    prse_report_free(h->report);
    prse_facts_free(h->facts[0]);
    prse_facts_free(h->facts[1]);
    prse_facts_free(h->again);
    prse_pack_unref(h->pack);
}

/* A value for each fact, so that every rule has something to say: sizes of a
 * middling company or of a small one, and every second truth. */
static prse_str value_of(const host *h, size_t index,
                         const prse_fact_info *info, size_t company)
{
    if (info->type == PRSE_FACT_TEXT && info->choice_count)
        return prse_pack_fact_choice(h->pack, index, 0, PRSE_LANG_FR, NULL);
    if (info->type == PRSE_FACT_BOOLEAN)
        return index % 2 == company ? PRSE_STR("false") : PRSE_STR("true");
    if (info->type <= PRSE_FACT_COUNT)
        return company ? PRSE_STR("40") : PRSE_STR("600");
    return PRSE_STR("2001-05-17");
}

/* The second company says nothing of every third fact. */
static void fill_fact(host *h, size_t index, size_t company)
{
    prse_fact_info info = {.size = sizeof info};
    prse_error err = {0};
    if (prse_pack_fact(h->pack, index, PRSE_LANG_FR, &info, &err))
        fail("fact", &err);
    prse_str value = value_of(h, index, &info, company);
    if (company && index % 3 == 0)
        return;
    for (int32_t year = 0; year > -(info.years ? info.years : 1); year--) {
        prse_status status = prse_facts_set(h->facts[company], info.id, year,
                                            value, &err);
        if (status == PRSE_ETYPE) /* not among the values of this fact */
            continue;
        if (status || h->said_count[company] == MOST_SLOTS)
            fail("set", &err);
        h->said[company][h->said_count[company]++] =
            (said){info.id, value, year};
    }
}

/* Every answer and the facts that carry it. */
__attribute__((noinline)) static void one_company(host *h, size_t company,
                                                  prse_error *err)
{
    static prse_fact_use uses[MOST_FACTS];
    size_t count = prse_pack_obligation_count(h->pack);
    if (prse_report_evaluate(h->report, h->facts[company],
                             PRSE_STR("2026-11-23"), err))
        fail("evaluate", err);
    for (size_t o = 0; o < count; o++) {
        h->decided += prse_report_answer(h->report, o) != PRSE_UNKNOWN;
        h->reasons += prse_report_reason(h->report, o, uses, MOST_FACTS);
    }
}

static void say_all(host *h, size_t obligation, prse_error *err)
{
    static prse_fact_use uses[MOST_FACTS];
    prse_obligation_info info = {.size = sizeof info};
    if (prse_pack_obligation(h->pack, obligation, PRSE_LANG_FR, &info, err))
        fail("obligation", err);
    for (uint32_t i = 0; i < info.criterion_count; i++)
        h->reasons += prse_report_criterion(h->report, obligation, i) == 1;
    h->reasons += prse_report_missing(h->report, obligation, uses, MOST_FACTS);
    for (int what = 0; what <= PRSE_SENTENCE_LAW; what++) {
        prse_str text;
        if (prse_report_sentence(&text, h->report, obligation,
                                 (prse_sentence)what, PRSE_LANG_FR, err))
            fail("sentence", err);
        h->texts += text.len;
    }
}

/* All that a host shows of a company, from the texts that it was given. */
__attribute__((noinline)) static void whole_company(host *h, size_t company,
                                                    prse_error *err)
{
    prse_question question = {.size = sizeof question};
    prse_facts_clear(h->again);
    for (size_t i = 0; i < h->said_count[company]; i++) {
        const said *s = &h->said[company][i];
        if (prse_facts_set(h->again, s->id, s->year, s->value, err))
            fail("set", err);
    }
    if (prse_report_evaluate(h->report, h->again, PRSE_STR("2026-11-23"),
                             err))
        fail("evaluate", err);
    for (size_t o = 0; o < prse_pack_obligation_count(h->pack); o++)
        say_all(h, o, err);
    prse_status status = prse_report_question(h->report, PRSE_LANG_FR,
                                              &question, err);
    if (status && status != PRSE_ENOTFOUND)
        fail("question", err);
    h->texts += question.text.len;
}

/* --- Measuring --- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int time_cmp(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

typedef void each_company(host *h, size_t company, prse_error *err);

/* Sorting asks for memory of its own, so that requests are read before. */
static double median(host *h, size_t rounds, each_company *each, size_t *asked)
{
    static double times[1000];
    prse_error err = {0};
    each(h, 0, &err);
    each(h, 1, &err);
    size_t before = requests;
    if (rounds > 1000)
        rounds = 1000;
    for (size_t i = 0; i < rounds; i++) {
        double start = now();
        for (size_t k = 0; k < BATCH; k++)
            each(h, k % COMPANIES, &err);
        times[i] = (now() - start) / BATCH;
    }
    *asked += requests - before;
    qsort(times, rounds, sizeof *times, time_cmp);
    return times[rounds / 2];
}

int main(int count, char **args)
{
    host h;
    size_t rounds = count > 2 ? strtoul(args[2], NULL, 10) : 300;
    double most = count > 3 ? strtod(args[3], NULL) : 0;
    if (count < 2)
        return 2;
    begin(&h, args[1]);
    for (size_t i = 0; i < COMPANIES * prse_pack_fact_count(h.pack); i++)
        fill_fact(&h, i / COMPANIES, i % COMPANIES);
    size_t asked = 0;
    double answers = median(&h, rounds, one_company, &asked);
    size_t companies = rounds * BATCH + COMPANIES;
    printf("%zu obligations, %.1f decided by %.1f facts: %.2f us median\n",
           prse_pack_obligation_count(h.pack),
           (double)h.decided / (double)companies,
           (double)h.reasons / (double)companies, answers);
    double all = median(&h, rounds, whole_company, &asked);
    printf("all that is said of a company: %.2f us median\n"
           "%zu requests for memory\n",
           all, asked);
    end(&h);
    return asked != 0 || (most > 0 && answers > most);
}
