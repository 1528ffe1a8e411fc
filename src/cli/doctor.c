/* SPDX-License-Identifier: Apache-2.0 */
/* How each service does, and what to do when it does not. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/json_string.h"
#include "cli/nearest.h"
#include "cli/page.h"
#include "cli/register_stat.h"
#include "cli/services.h"
#include "cli/unit.h"

enum { CHECKS = PRSE_SERVICE_REGISTER + 1, HANG = 28, USUAL_MS = 4000 };

typedef struct checkup {
    const cli_context *cli;
    cli_services services;
    prse_error broken; /* why the register cannot be opened */
    prse_health health[CHECKS];
} checkup;

/* What is switched on and does not work. */
static int fails(const prse_health *health)
{
    return health->reachable == 0 || health->allowed == 0 ||
           (health->reachable > 0 && health->schema != 1);
}

static int any_fails(const checkup *c)
{
    for (size_t i = 0; i < CHECKS; i++)
        if (fails(&c->health[i]))
            return 1;
    return 0;
}

/* One question, asked in a thread of its own. */
typedef struct question {
    checkup *c;
    size_t service;
    pthread_t thread;
    int started;
    prse_status status;
    prse_error err;
} question;

static void *ask(void *user)
{
    question *q = user;
    checkup *c = q->c;
    q->status = prse_services_check(c->services.all, (prse_service)q->service,
                                    &c->services.asked,
                                    &c->health[q->service], &q->err);
    return NULL;
}

/* All at once: several services that are silent cost no more than one. */
static cli_exit check_all(checkup *c)
{
    question questions[CHECKS] = {{0}};
    cli_exit code = CLI_OK;
    for (size_t i = 0; i < CHECKS; i++) {
        question *q = &questions[i];
        c->health[i] = (prse_health){.size = sizeof c->health[i]};
        q->c = c;
        q->service = i;
        q->started = pthread_create(&q->thread, NULL, ask, q) == 0;
        if (!q->started)
            ask(q);
    }
    for (size_t i = 0; i < CHECKS; i++) {
        if (questions[i].started)
            pthread_join(questions[i].thread, NULL);
        if (questions[i].status != PRSE_OK && code == CLI_OK)
            code = cli_complain_error(&questions[i].err);
    }
    return code;
}

/* The library was not given the register that cannot be opened. */
static void tell_broken(checkup *c)
{
    prse_health *health = &c->health[PRSE_SERVICE_REGISTER];
    if (c->broken.code == PRSE_OK)
        return;
    health->reachable = 0;
    snprintf(health->message, sizeof health->message, "%.120s: %.120s",
             c->services.reg_path.text, c->broken.message);
}

static int setting_at(prse_setting *out, const checkup *c, size_t index)
{
    *out = (prse_setting){.size = sizeof *out};
    return prse_services_setting(c->services.all, index, out, NULL) ==
           PRSE_OK;
}

/* Who has no key for a service does without it. */
static void forgive_missing_keys(checkup *c)
{
    for (size_t i = 0; i < CHECKS; i++) {
        prse_health *health = &c->health[i];
        prse_setting setting;
        cli_buffer name = {0};
        cli_buffer_add(&name, health->name);
        cli_buffer_add_text(&name, ".key");
        for (size_t j = 0; setting_at(&setting, c, j); j++)
            if (health->allowed == 0 && setting.value.len == 0 &&
                cli_str_is(setting.name, name.text))
                health->reachable = health->allowed = health->schema = -1;
        cli_buffer_free(&name);
    }
}

static cli_text_id verdict_of(const prse_health *health)
{
    return health->reachable < 0    ? TEXT_HEALTH_NOT_TRIED
           : health->reachable == 0 ? TEXT_HEALTH_DOWN
           : health->allowed == 0   ? TEXT_HEALTH_DENIED
           : health->schema == 0    ? TEXT_HEALTH_SCHEMA
           : health->schema < 0     ? TEXT_HEALTH_ILL
                                    : TEXT_HEALTH_WELL;
}

static cli_text_id advice_of(const prse_health *health, size_t service)
{
    if (service == PRSE_SERVICE_REGISTER)
        return fails(health) || health->reachable < 0 ? TEXT_ADVICE_REGISTER
                                                      : TEXT_NONE;
    return health->reachable == 0 ? TEXT_ADVICE_DOWN
           : health->allowed == 0 ? TEXT_ADVICE_DENIED
           : health->schema == 0  ? TEXT_ADVICE_SCHEMA
           : verdict_of(health) == TEXT_HEALTH_ILL ? TEXT_ADVICE_ILL
           : health->reachable < 0 && service == PRSE_SERVICE_SIRENE
               ? TEXT_ADVICE_SIRENE
               : TEXT_NONE;
}

static void add_time(cli_buffer *out, const cli_context *cli,
                     const prse_health *health)
{
    if (health->reachable <= 0 || health->took_ms < 0)
        return;
    cli_buffer_add_text(out, ", ");
    cli_add_duration(out, cli, health->took_ms);
}

static void show_service(cli_page *page, const checkup *c, size_t service)
{
    const prse_health *health = &c->health[service];
    cli_buffer name = {0}, text = {0};
    cli_text_id advice = advice_of(health, service);
    cli_add_source(&name, c->cli, health->name);
    cli_buffer_add_text(&text, cli_text(c->cli, verdict_of(health)));
    add_time(&text, c->cli, health);
    if (health->message[0] && (fails(health) || health->reachable < 0)) {
        cli_buffer_add_char(&text, '\n');
        cli_buffer_add_text(&text, health->message);
    }
    if (advice != TEXT_NONE) {
        cli_buffer_add_text(&text, "\n→ ");
        cli_buffer_add_text(&text, cli_text(c->cli, advice));
    }
    cli_page_item(page, 2, HANG,
                  fails(health)            ? CLI_RED
                  : health->reachable < 0 ? CLI_DIM
                                          : CLI_GREEN,
                  name.text, cli_buffer_str(&text));
    cli_buffer_free(&name);
    cli_buffer_free(&text);
}

static void heading(cli_page *page, const checkup *c, cli_text_id id)
{
    cli_page_blank(page);
    cli_page_heading(page, CLI_BOLD, prse_str_of(cli_text(c->cli, id)));
}

static void show_files(cli_page *page, const checkup *c)
{
    const struct {
        cli_text_id label;
        const cli_buffer *path;
    } files[] = {
        {TEXT_FILE_CONFIG, &c->services.settings.file},
        {TEXT_FILE_CACHE, &c->services.cache_path},
    };
    heading(page, c, TEXT_DOCTOR_FILES);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        cli_page_item(page, 2, HANG, CLI_DIM,
                      cli_text(c->cli, files[i].label),
                      files[i].path->len > 0
                          ? cli_buffer_str(files[i].path)
                          : prse_str_of(cli_text(c->cli, TEXT_NO_FILE)));
}

static cli_exit show_register(cli_page *page, const checkup *c)
{
    if (!c->services.reg)
        return CLI_OK;
    heading(page, c, TEXT_DOCTOR_REGISTER);
    return cli_register_show(page, c->cli, c->services.reg,
                             cli_buffer_str(&c->services.reg_path));
}

/* "egapro.url = https://... (services.conf:3)" */
static void show_settings(cli_page *page, const checkup *c)
{
    prse_setting setting;
    heading(page, c, TEXT_DOCTOR_SETTINGS);
    for (size_t i = 0; setting_at(&setting, c, i); i++) {
        cli_buffer line = {0};
        const cli_given_setting *given =
            cli_settings_find(&c->services.settings, setting.name);
        cli_buffer_add(&line, setting.name);
        cli_buffer_add_text(&line, " = ");
        cli_buffer_add(&line, setting.value);
        if (given) {
            cli_buffer_add_text(&line, "  (");
            cli_setting_add_place(&line, given);
            cli_buffer_add_char(&line, ')');
        }
        cli_page_line(page, 2, given ? CLI_BOLD : CLI_PLAIN,
                      cli_buffer_str(&line));
        cli_buffer_free(&line);
    }
}

/* Whether a variable is one that somebody reads. */
static int is_known(const checkup *c, prse_str variable,
                    cli_nearest *nearest, cli_buffer *names)
{
    prse_setting setting;
    for (size_t i = 0; setting_at(&setting, c, i); i++) {
        size_t start = names->len;
        cli_setting_add_variable(names, setting.name);
        prse_str name = {names->text + start, names->len - start};
        if (name.len == variable.len &&
            memcmp(name.ptr, variable.ptr, name.len) == 0)
            return 1;
    }
    /* Only now does the memory of the names stay where it is. */
    for (size_t at = 0, i = 0; setting_at(&setting, c, i); i++) {
        size_t length = setting.name.len + sizeof "PRSE_" - 1;
        cli_nearest_consider(nearest, (prse_str){names->text + at, length});
        at += length;
    }
    return 0;
}

/* Variables that look like settings and are none: a misspelt key would else
 * go unnoticed. */
static void show_strays(cli_page *page, const checkup *c)
{
    extern char **environ;
    for (size_t i = 0; environ[i]; i++) {
        prse_str variable = {environ[i], strcspn(environ[i], "=")};
        cli_nearest nearest = cli_nearest_to(variable);
        cli_buffer names = {0}, line = {0};
        if (strncmp(environ[i], "PRSE_", 5) == 0 &&
            !is_known(c, variable, &nearest, &names) &&
            nearest.best.len > 0) {
            prse_str values[] = {variable, nearest.best};
            cli_add_words(&line, c->cli, TEXT_STRAY_VARIABLE, values, 2);
            cli_page_item(page, 0, 2, CLI_YELLOW, "!",
                          cli_buffer_str(&line));
        }
        cli_buffer_free(&names);
        cli_buffer_free(&line);
    }
}

static cli_exit write_page(const checkup *c)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(c->cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    cli_page_heading(&page, CLI_BOLD,
                     prse_str_of(cli_text(c->cli, TEXT_DOCTOR_SERVICES)));
    for (size_t i = 0; i < CHECKS; i++)
        show_service(&page, c, i);
    code = show_register(&page, c);
    if (cli_args_value(c->cli->args, OPTION_DETAILS)) {
        show_files(&page, c);
        show_settings(&page, c);
    }
    cli_page_blank(&page);
    show_strays(&page, c);
    cli_page_text(&page, 0,
                  prse_str_of(cli_text(c->cli, any_fails(c)
                                                   ? TEXT_DOCTOR_FINDINGS
                                                   : TEXT_DOCTOR_WELL)));
    return cli_output_close(&out, code);
}

static void add_flag(cli_buffer *out, const char *name, int32_t flag)
{
    cli_buffer_add_text(out, ", ");
    cli_json_add_string(out, prse_str_of(name));
    cli_buffer_add_text(out, flag > 0    ? ": true"
                             : flag == 0 ? ": false"
                                         : ": null");
}

static void add_health_json(cli_buffer *out, const prse_health *health)
{
    cli_buffer_add_text(out, "\n    {");
    cli_json_add_member(out, "service", health->name);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "url", health->url);
    add_flag(out, "joignable", health->reachable);
    add_flag(out, "autorise", health->allowed);
    add_flag(out, "forme", health->schema);
    cli_buffer_add_text(out, ", \"ms\": ");
    cli_buffer_add_number(out, health->took_ms);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "message", prse_str_of(health->message));
    cli_buffer_add_char(out, '}');
}

static void add_settings_json(cli_buffer *out, const checkup *c)
{
    prse_setting setting;
    cli_buffer_add_text(out, ",\n  \"reglages\": {");
    for (size_t i = 0; setting_at(&setting, c, i); i++) {
        cli_buffer_add_text(out, i > 0 ? ",\n    " : "\n    ");
        cli_json_add_string(out, setting.name);
        cli_buffer_add_text(out, ": ");
        cli_json_add_string(out, setting.value);
    }
    cli_buffer_add_char(out, '}');
}

static cli_exit write_json(const checkup *c)
{
    cli_buffer text = {0};
    cli_exit code = CLI_OK;
    cli_buffer_add_text(&text, "{\n  \"services\": [");
    for (size_t i = 0; i < CHECKS; i++) {
        cli_buffer_add_text(&text, i > 0 ? "," : "");
        add_health_json(&text, &c->health[i]);
    }
    cli_buffer_add_text(&text, "],\n  \"registre\": ");
    if (c->services.reg)
        code = cli_register_add_json(&text, c->services.reg,
                                     cli_buffer_str(&c->services.reg_path));
    else
        cli_buffer_add_text(&text, "null");
    if (cli_args_value(c->cli->args, OPTION_DETAILS))
        add_settings_json(&text, c);
    cli_buffer_add_text(&text, "\n}\n");
    if (code == CLI_OK)
        code = cli_output_text(c->cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

cli_exit cli_run_doctor(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    checkup c = {.cli = cli};
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_services_open_anyway(&c.services, cli, &c.broken);
    /* A service that is down is told within a few seconds. */
    if (c.services.asked.deadline_ms == 0)
        c.services.asked.deadline_ms = USUAL_MS;
    if (code == CLI_OK)
        code = check_all(&c);
    tell_broken(&c);
    forgive_missing_keys(&c);
    if (code == CLI_OK)
        code = format == 1 ? write_json(&c) : write_page(&c);
    if (code == CLI_OK && any_fails(&c))
        code = CLI_FINDINGS;
    cli_services_close(&c.services);
    return code;
}
