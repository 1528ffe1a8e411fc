/* SPDX-License-Identifier: Apache-2.0 */
/* Does what lines on standard input say, one after another, and answers with
 * one JSON object a line. Fields are separated by tabs and percent-encoded:
 *
 *   set NAME VALUE          for the next open; names as in setup.h
 *   open                    new services: nothing cached, no pause
 *   pack FOLDER
 *   offline 0|1
 *   find NUMBER MS
 *   search TEXT MS
 *   record WHAT SIREN YEAR MS
 *   check SERVICE MS
 *   dashboard NUMBER DAY FACTS MS     facts as JSON, may be empty
 *   json NUMBER DAY FACTS MS          the same, whole
 */
#include <dirent.h>
#include <portailrse/facts.h>
#include <portailrse/pack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "setup.h"

enum { FIELDS = 8 };

typedef struct driver {
    net_words words;
    prse_services *services;
    prse_pack *pack;
    prse_dashboard *dashboard;
    uint32_t offline;
    char *field[FIELDS];
    size_t length[FIELDS];
    int64_t began;
    prse_error err;
} driver;

/* --- Lines --- */

static int hex(char c)
{
    const char *digits = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)((at - digits) % 16) : -1;
}

/* Decodes in place; the length is told apart since a NUL may be inside. */
static size_t decode(char *text)
{
    char *to = text;
    for (char *from = text; *from; from++) {
        if (*from == '%' && hex(from[1]) >= 0 && hex(from[2]) >= 0) {
            *to++ = (char)(hex(from[1]) * 16 + hex(from[2]));
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return (size_t)(to - text);
}

static void split(driver *d, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    for (size_t i = 0; i < FIELDS; i++) {
        char *tab = line ? strchr(line, '\t') : NULL;
        if (tab)
            *tab = '\0';
        d->field[i] = line ? line : "";
        d->length[i] = line ? decode(line) : 0;
        line = tab ? tab + 1 : NULL;
    }
}

static prse_str text_at(const driver *d, size_t i)
{
    return (prse_str){d->field[i], d->length[i]};
}

static prse_request_options within(const driver *d, size_t i)
{
    return (prse_request_options){
        .size = sizeof(prse_request_options),
        .offline = d->offline,
        .deadline_ms = strtoll(d->field[i], NULL, 10)};
}

/* --- Answers --- */

static int64_t descriptors(void)
{
    int64_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static void begin(driver *d)
{
    d->err = (prse_error){0};
    d->began = net_now_us();
}

/* How it went and how long it took; the rest follows. */
static void answered(driver *d, prse_status status)
{
    int64_t took = net_now_us() - d->began;
    printf("{\"status\":\"%s\",", prse_status_name(status));
    net_print_str("error", prse_str_of(d->err.message));
    printf(",\"code\":%d,\"us\":%lld,\"fds\":%lld", (int)d->err.code,
           (long long)took, (long long)descriptors());
}

static void finished(void)
{
    puts("}");
    fflush(stdout);
}

/* --- Commands --- */

static void do_set(driver *d)
{
    begin(d);
    int done = net_words_set(&d->words, d->field[1], d->field[2]);
    answered(d, done ? PRSE_OK : PRSE_EINVAL);
}

static void close_services(driver *d)
{
    prse_dashboard_free(d->dashboard);
    d->dashboard = NULL;
    prse_services_unref(d->services);
    d->services = NULL;
}

static void do_open(driver *d)
{
    close_services(d);
    begin(d);
    answered(d, net_services(&d->services, &d->words, &d->err));
}

static void do_pack(driver *d)
{
    prse_pack *pack = NULL;
    begin(d);
    prse_status status = net_pack(&pack, d->field[1], &d->err);
    answered(d, status);
    if (status)
        return;
    prse_dashboard_free(d->dashboard);
    d->dashboard = NULL;
    prse_pack_unref(d->pack);
    d->pack = pack;
}

static void do_offline(driver *d)
{
    begin(d);
    d->offline = d->field[1][0] == '1';
    answered(d, PRSE_OK);
}

static void company_traces(const prse_company *company)
{
    prse_trace trace = {.size = sizeof trace};
    printf(",\"traces\":[");
    for (size_t i = 0; !prse_company_trace(company, i, &trace, NULL); i++) {
        printf("%s", i ? "," : "");
        net_print_trace(&trace);
    }
    putchar(']');
}

static void do_find(driver *d)
{
    prse_company *company = NULL;
    prse_unit unit = {.size = sizeof unit};
    prse_request_options opts = within(d, 2);
    begin(d);
    answered(d, prse_company_find(&company, d->services, text_at(d, 1), &opts,
                                  &d->err));
    if (company && !prse_company_unit(company, &unit, NULL)) {
        printf(",\"unit\":");
        net_print_unit(&unit);
        company_traces(company);
        putchar(',');
        net_print_str("warning",
                      prse_company_warning(company, 0, PRSE_LANG_EN));
    }
    prse_company_free(company);
}

static void do_search(driver *d)
{
    prse_units *units = NULL;
    prse_unit unit = {.size = sizeof unit};
    prse_request_options opts = within(d, 2);
    begin(d);
    answered(d, prse_company_search(&units, d->services, text_at(d, 1), NULL,
                                    &opts, &d->err));
    if (units) {
        printf(",\"total\":%llu,\"units\":[",
               (unsigned long long)prse_units_total(units));
        for (size_t i = 0; !prse_units_get(units, i, &unit, NULL); i++) {
            printf("%s", i ? "," : "");
            net_print_unit(&unit);
        }
        putchar(']');
    }
    prse_units_free(units);
}

static void do_record(driver *d)
{
    prse_text *text = NULL;
    prse_request_options opts = within(d, 4);
    begin(d);
    answered(d, prse_services_record(&text, d->services,
                                     (prse_record)atoi(d->field[1]),
                                     text_at(d, 2), atoi(d->field[3]), &opts,
                                     &d->err));
    if (text) {
        putchar(',');
        net_print_raw("record", prse_text_str(text));
    }
    prse_text_free(text);
}

static void do_check(driver *d)
{
    prse_health health = {.size = sizeof health};
    prse_request_options opts = within(d, 2);
    begin(d);
    answered(d, prse_services_check(d->services,
                                    (prse_service)atoi(d->field[1]), &opts,
                                    &health, &d->err));
    printf(",\"reachable\":%d,\"allowed\":%d,\"schema\":%d,",
           health.reachable, health.allowed, health.schema);
    net_print_str("message", prse_str_of(health.message));
}

static prse_status run(driver *d, const prse_facts *known,
                       const prse_request_options *opts)
{
    prse_status status = PRSE_OK;
    begin(d);
    if (!d->dashboard)
        status = prse_dashboard_new(&d->dashboard, d->services, d->pack,
                                    &d->err);
    return status ? status
                  : prse_dashboard_run(d->dashboard, text_at(d, 1), known,
                                       text_at(d, 2), opts, &d->err);
}

static prse_status run_with_facts(driver *d)
{
    prse_facts *known = NULL;
    prse_request_options opts = within(d, 4);
    prse_status status = PRSE_OK;
    if (d->length[3])
        status = prse_facts_new(&known, d->pack, &d->err);
    if (known && !status)
        status = prse_facts_set_json(known, text_at(d, 3), NULL, &d->err);
    if (!status)
        status = run(d, known, &opts);
    prse_facts_free(known);
    return status;
}

static void dashboard_traces(const prse_dashboard *dashboard)
{
    prse_trace trace = {.size = sizeof trace};
    printf(",\"traces\":[");
    for (size_t i = 0; !prse_dashboard_trace(dashboard, i, &trace, NULL);
         i++) {
        printf("%s", i ? "," : "");
        net_print_trace(&trace);
    }
    putchar(']');
}

static void do_dashboard(driver *d)
{
    prse_status status = run_with_facts(d);
    answered(d, status);
    if (status)
        return;
    dashboard_traces(d->dashboard);
    putchar(',');
    net_print_dashboard(d->dashboard, d->pack);
}

static void do_json(driver *d)
{
    prse_text *text = NULL;
    prse_status status = run_with_facts(d);
    if (!status)
        status = prse_dashboard_json(&text, d->dashboard, PRSE_LANG_FR,
                                     &d->err);
    answered(d, status);
    if (text) {
        putchar(',');
        net_print_raw("dashboard", prse_text_str(text));
    }
    prse_text_free(text);
}

static const struct {
    const char *name;
    void (*act)(driver *d);
} COMMANDS[] = {{"set", do_set},       {"open", do_open},
                {"pack", do_pack},     {"offline", do_offline},
                {"find", do_find},     {"search", do_search},
                {"record", do_record}, {"check", do_check},
                {"json", do_json},     {"dashboard", do_dashboard}};

static int obey(driver *d)
{
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++)
        if (strcmp(COMMANDS[i].name, d->field[0]) == 0) {
            COMMANDS[i].act(d);
            finished();
            return 1;
        }
    fprintf(stderr, "no such command: %s\n", d->field[0]);
    return 0;
}

int main(void)
{
    static driver d;
    char *line = NULL;
    size_t room = 0;
    int going = 1;
    while (going && getline(&line, &room, stdin) > 0) {
        split(&d, line);
        going = obey(&d);
    }
    close_services(&d);
    prse_pack_unref(d.pack);
    free(line);
    return going ? 0 : 2;
}
