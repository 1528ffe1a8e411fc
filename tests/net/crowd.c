/* SPDX-License-Identifier: Apache-2.0 */
/* Many questions from several threads on one services object:
 *
 *   crowd dashboard|find net.threads=8 net.pack=FOLDER ... <SIRENS
 *
 * SIRENs, one a line on standard input, are taken in turn. One JSON object a
 * question on standard output, in the order in which they end, then a line of
 * totals on standard error. */
#include <portailrse/pack.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "setup.h"

enum { SIRENS = 20000, THREADS = 64 };

typedef struct crowd {
    net_words words;
    prse_services *services;
    prse_pack *pack; /* NULL: only the units are looked up */
    char (*siren)[16];
    size_t siren_count;
    long count;
    const char *day;
    prse_request_options opts;
    int quiet;
    atomic_long next;
    atomic_long failed;
} crowd;

static void dashboard_line(crowd *c, prse_dashboard *dashboard)
{
    prse_trace trace = {.size = sizeof trace};
    putchar(',');
    net_print_dashboard(dashboard, c->pack);
    printf(",\"traces\":[");
    for (size_t i = 0; !prse_dashboard_trace(dashboard, i, &trace, NULL); i++)
        printf("%s[%d,%d,%d,%u]", i ? "," : "", trace.service, trace.outcome,
               trace.origin, trace.attempts);
    putchar(']');
}

static void print_line(crowd *c, long index, prse_status status, int64_t took,
                       prse_dashboard *dashboard)
{
    flockfile(stdout);
    printf("{\"index\":%ld,\"siren\":\"%s\",\"status\":\"%s\",\"us\":%lld",
           index, c->siren[(size_t)index % c->siren_count],
           prse_status_name(status), (long long)took);
    if (dashboard && !status && !c->quiet)
        dashboard_line(c, dashboard);
    puts("}");
    funlockfile(stdout);
}

static prse_status find(crowd *c, prse_str siren)
{
    prse_company *company = NULL;
    prse_status status = prse_company_find(&company, c->services, siren,
                                           &c->opts, NULL);
    prse_company_free(company);
    return status;
}

static void one(crowd *c, long index, prse_dashboard *dashboard)
{
    prse_str siren = prse_str_of(c->siren[(size_t)index % c->siren_count]);
    int64_t began = net_now_us();
    prse_status status =
        dashboard ? prse_dashboard_run(dashboard, siren, NULL,
                                       prse_str_of(c->day), &c->opts, NULL)
                  : find(c, siren);
    int64_t took = net_now_us() - began;
    if (status)
        atomic_fetch_add(&c->failed, 1);
    print_line(c, index, status, took, dashboard);
}

static void *work(void *argument)
{
    crowd *c = argument;
    prse_dashboard *dashboard = NULL;
    prse_error err;
    if (c->pack &&
        prse_dashboard_new(&dashboard, c->services, c->pack, &err)) {
        fprintf(stderr, "%s\n", err.message);
        exit(2);
    }
    for (;;) {
        long index = atomic_fetch_add(&c->next, 1);
        if (index >= c->count)
            break;
        one(c, index, dashboard);
    }
    prse_dashboard_free(dashboard);
    return NULL;
}

static void read_sirens(crowd *c)
{
    c->siren = calloc(SIRENS, sizeof *c->siren);
    while (c->siren && c->siren_count < SIRENS &&
           fgets(c->siren[c->siren_count], sizeof *c->siren, stdin)) {
        char *line = c->siren[c->siren_count];
        line[strcspn(line, "\n")] = '\0';
        c->siren_count++;
    }
}

static int prepare(crowd *c, int argc, char **argv)
{
    prse_error err = {0};
    for (int i = 2; i < argc; i++)
        if (!net_words_read(&c->words, argv[i])) {
            fprintf(stderr, "not name=value: %s\n", argv[i]);
            return 2;
        }
    read_sirens(c);
    c->count = (long)net_words_int(&c->words, "net.count",
                                   (int64_t)c->siren_count);
    c->day = net_words_get(&c->words, "net.day", "2026-11-23");
    c->quiet = (int)net_words_int(&c->words, "net.quiet", 0);
    c->opts = (prse_request_options){
        .size = sizeof c->opts,
        .deadline_ms = net_words_int(&c->words, "net.deadline", 10000)};
    prse_status status = net_services(&c->services, &c->words, &err);
    if (!status && strcmp(argv[1], "dashboard") == 0)
        status = net_pack(&c->pack, net_words_get(&c->words, "net.pack", ""),
                          &err);
    if (status || !c->siren_count)
        fprintf(stderr, "%s\n", status ? err.message : "no SIREN came in");
    return status || !c->siren_count ? 2 : 0;
}

static void go(crowd *c)
{
    pthread_t threads[THREADS];
    int64_t wanted = net_words_int(&c->words, "net.threads", 1);
    size_t count = 0;
    int64_t began = net_now_us();
    while (count < THREADS && (int64_t)count < wanted &&
           !pthread_create(&threads[count], NULL, work, c))
        count++;
    for (size_t i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    fprintf(stderr, "{\"threads\":%zu,\"us\":%lld,\"failed\":%ld}\n", count,
            (long long)(net_now_us() - began), atomic_load(&c->failed));
}

int main(int argc, char **argv)
{
    static crowd c;
    int wrong = argc < 2 ? 2 : prepare(&c, argc, argv);
    if (!wrong)
        go(&c);
    prse_services_unref(c.services);
    prse_pack_unref(c.pack);
    free(c.siren);
    return wrong;
}
