/* SPDX-License-Identifier: Apache-2.0 */
/* A report of 250 dense pages, cut by layout and as the existing service does.
 *
 *   perf-sentences RATIO [MOST]
 *
 * Fails when cutting by layout takes more than RATIO times as long as the
 * other, or more than MOST milliseconds: of processor time, best of some. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/sentences.h"

enum { PAGES = 250, LINES = 46, MOST_WORDS = 800, ROUNDS = 7 };

static const char *const lines[] = {
    "La société a réduit ses émissions de 12,5 % en un an. Cette baisse tient",
    "à l'arrêt de la chaudière n° 3, à la récupération de chaleur sur les",
    "compresseurs et à un hiver doux. M. Kerbrat, directeur, en parle au",
    "conseil (cf. annexe 2, p. 48). Est-ce suffisant ? Le fret pèse encore",
    "38,4 % du total, soit 412 t éq. CO2. Les principes sont les suivants :",
    "• respecter les droits humains et refuser le travail des enfants ;",
    "• payer les fournisseurs à l'échéance convenue, soit 45 jours au plus.",
    "Émissions directes        3 410     3 300     2 888",
    "Énergie achetée           640       615       590",
    "Les données de 2021 ont été recalculées après la cession du site de Royan",
};

typedef struct report {
    prse_word words[MOST_WORDS];
    size_t count;
} report;

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void add_line(report *r, const char *line, uint32_t number)
{
    float top = 60 + 15 * (float)number, left = 50;
    for (const char *c = line; *c;) {
        size_t blanks = strspn(c, " "), len = strcspn(c + blanks, " ");
        left += 5 * (float)blanks;
        if (r->count == MOST_WORDS)
            fail("too many words");
        if (len > 0)
            r->words[r->count++] = (prse_word){
                {c + blanks, len}, left, top, left + 5 * (float)len, top + 11,
                number / 12, number};
        left += 5 * (float)len;
        c += blanks + len;
    }
}

static void write_page(report *r, uint32_t page)
{
    r->count = 0;
    for (uint32_t i = 0; i < LINES; i++)
        add_line(r, lines[(i + page) % (sizeof lines / sizeof lines[0])], i);
}

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* Milliseconds for the whole report. */
static double measure(prse_segmentation how, size_t *words, size_t *segments)
{
    static report r;
    double spent = 0;
    prse_sentences *s = NULL;
    prse_sentences_options opts = {.size = sizeof opts, .segmentation = how};
    if (prse_sentences_new(&s, &opts, NULL))
        fail("no memory");
    *words = 0;
    for (uint32_t page = 1; page <= PAGES; page++) {
        write_page(&r, page);
        prse_page p = {.size = sizeof p, .number = page, .width = 595,
                       .height = 842, .words = r.words, .count = r.count};
        double start = now();
        if (prse_sentences_add(s, &p, NULL))
            fail("a page is refused");
        spent += now() - start;
        *words += r.count;
    }
    *segments = prse_sentences_count(s);
    prse_sentences_free(s);
    return spent;
}

static double best(prse_segmentation how, const char *name)
{
    double least = 1e9;
    size_t words = 0, segments = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double ms = measure(how, &words, &segments);
        least = ms < least ? ms : least;
    }
    printf("%-8s %d pages, %zu words, %zu segments: %.1f ms\n", name, PAGES,
           words, segments, least);
    return least;
}

int main(int count, char **args)
{
    double layout = best(PRSE_SEGMENTATION_LAYOUT, "layout");
    double legacy = best(PRSE_SEGMENTATION_LEGACY, "legacy");
    double ratio = count > 1 ? strtod(args[1], NULL) : 2;
    double most = count > 2 ? strtod(args[2], NULL) : 1e9;
    return layout > ratio * legacy || layout > most;
}
