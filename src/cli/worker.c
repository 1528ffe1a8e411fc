/* SPDX-License-Identifier: Apache-2.0 */
/* Processes that do the analyses of a queue, one that tells what becomes of
 * them, and one above that looks after them. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/crew.h"
#include "cli/stop.h"
#include "cli/worker_parts.h"
#include "cli/worker_screen.h"

typedef struct service {
    const cli_context *cli;
    cli_worker_settings settings;
    cli_crew crew;
    cli_member *check, *sender, *screen; /* NULL: there is none */
} service;

/* --- What a process does --- */

typedef struct seat {
    const service *service;
    const cli_member *member;
    cli_worker_parts parts;
} seat;

static void tell(void *user, prse_str job, prse_str text)
{
    const seat *s = user;
    prse_str values[] = {prse_str_of(s->member->name), job, text};
    cli_worker_screen_clear();
    cli_complain(s->service->cli, CLI_OK,
                 job.len ? TEXT_JOB_TOLD : TEXT_WORKER_TOLD, values, 3);
}

static cli_exit run_worker(seat *s, prse_worker *worker)
{
    prse_error err;
    return prse_runs_teach(s->parts.runs, worker, &err) == PRSE_OK &&
                   prse_worker_run(worker, &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

static cli_exit work(seat *s)
{
    const cli_worker_settings *settings = &s->service->settings;
    const prse_worker_options opts = {
        .size = sizeof opts, .drain = s->member->ends != 0,
        .name = prse_str_of(s->member->name),
        .lease_ms = cli_worker_number_or(settings, CLI_WORKER_LEASE_MS, 0),
        .patience_ms =
            cli_worker_number_or(settings, CLI_WORKER_PATIENCE_MS, 0),
        .should_stop = cli_stop_wanted, .told = tell, .user = s};
    prse_worker *worker = NULL;
    prse_error err;
    if (prse_worker_new(&worker, s->parts.queue, &opts, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = run_worker(s, worker);
    prse_worker_free(worker);
    return code;
}

static void tell_lost(void *user, const prse_queue_event *event,
                      const prse_error *why)
{
    const seat *s = user;
    prse_str values[] = {prse_str_of(s->member->name), event->kind,
                         event->job, prse_str_of(why->message)};
    cli_worker_screen_clear();
    cli_complain(s->service->cli, CLI_OK, TEXT_EVENT_LOST, values, 4);
}

static cli_exit send(seat *s)
{
    const cli_worker_settings *settings = &s->service->settings;
    const prse_send_options opts = {
        .size = sizeof opts, .drain = s->member->ends != 0,
        .hold_ms = cli_worker_number_or(settings, CLI_WORKER_DELIVERY_MS, 0),
        .retry_ms = cli_worker_number_or(settings, CLI_WORKER_RETRY_MS, 0),
        .longest_retry_ms =
            cli_worker_number_or(settings, CLI_WORKER_LONGEST_RETRY_MS, 0),
        .patience_ms =
            cli_worker_number_or(settings, CLI_WORKER_PATIENCE_MS, 0),
        .should_stop = cli_stop_wanted, .given_up = tell_lost, .user = s};
    prse_error err;
    return prse_queue_send(s->parts.queue, prse_runs_deliver, s->parts.runs,
                           &opts, &err) == PRSE_OK
               ? CLI_OK
               : cli_complain_error(&err);
}

static cli_exit be(const service *it, const cli_member *member)
{
    seat s = {.service = it, .member = member};
    int checks = member == it->check;
    if (member == it->screen)
        return cli_worker_screen_show(it->cli);
    cli_exit code = cli_worker_parts_open(
        &s.parts, it->cli, &it->settings,
        checks && cli_args_value(it->cli->args, OPTION_MIGRATE));
    if (code == CLI_OK && !checks)
        code = member == it->sender ? send(&s) : work(&s);
    cli_worker_parts_close(&s.parts);
    return code;
}

/* --- What the one above does --- */

static void engage(service *it, int ends)
{
    char name[CLI_MEMBER_NAME];
    cli_crew *crew = &it->crew;
    crew->count = 0;
    for (uint32_t i = 1; i <= it->settings.workers; i++) {
        snprintf(name, sizeof name, "worker-%u", i);
        cli_crew_add(crew, name)->ends = ends;
    }
    it->check = NULL;
    if (!cli_args_value(it->cli->args, OPTION_NO_SEND))
        it->sender = cli_crew_add(crew, "sender");
    if (cli_worker_screen_is_there())
        it->screen = cli_crew_add(crew, "screen");
}

/* What is still to be told when no job is left. */
static cli_member *drain_events(service *it)
{
    if (!it->sender || cli_stop_wanted(NULL))
        return NULL;
    cli_crew_stop(it->sender);
    it->sender->ends = 1;
    it->sender->due_ms = 0;
    return cli_crew_keep(&it->crew);
}

static cli_exit keep(service *it)
{
    int drains = cli_args_value(it->cli->args, OPTION_DRAIN) != NULL;
    engage(it, drains);
    cli_member *mine = cli_crew_keep(&it->crew);
    if (!mine && drains)
        mine = drain_events(it);
    if (mine)
        return be(it, mine);
    cli_crew_stop_all(&it->crew);
    return cli_stop_wanted(NULL) ? CLI_STOPPED : CLI_OK;
}

/* A mistake is told once, before anybody is begun again for it. */
cli_exit cli_run_worker(const cli_context *cli)
{
    service it = {.cli = cli};
    cli_exit code = cli_worker_settings_read(&it.settings, cli);
    if (code != CLI_OK)
        return code;
    cli_crew_begin(&it.crew, cli,
                   cli_worker_number_or(&it.settings,
                                        CLI_WORKER_LONGEST_PAUSE_MS, 0));
    it.crew.before_line = cli_worker_screen_clear;
    it.check = cli_crew_add(&it.crew, "check");
    cli_member *mine = cli_crew_run(&it.crew, it.check, &code);
    if (mine)
        return be(&it, mine);
    return code == CLI_OK ? keep(&it) : code;
}
