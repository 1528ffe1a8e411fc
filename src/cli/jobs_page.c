/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/jobs_page.h"

#include "cli/texts.h"

enum { HANG = 28, LABEL_HANG = 18, EVENT_HANG = 8 };

static const struct {
    const char *stored;
    cli_text_id shown;
    int32_t state;
} states[] = {
    {"pret", TEXT_JOB_READY, PRSE_JOB_READY},
    {"attente", TEXT_JOB_WAITING, PRSE_JOB_WAITING},
    {"en_cours", TEXT_JOB_RUNNING, PRSE_JOB_RUNNING},
    {"fini", TEXT_JOB_DONE, PRSE_JOB_DONE},
    {"echoue", TEXT_JOB_FAILED, PRSE_JOB_FAILED},
    {"annule", TEXT_JOB_CANCELED, PRSE_JOB_CANCELED},
};

int32_t cli_job_state(prse_str name)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (cli_str_is(name, states[i].stored))
            return states[i].state;
    return 0;
}

static const char *state_text(const cli_context *cli, prse_str stored)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (cli_str_is(stored, states[i].stored))
            return cli_text(cli, states[i].shown);
    return "?";
}

static void add_word(cli_buffer *out, prse_str text)
{
    if (text.len == 0)
        return;
    cli_buffer_add_text(out, out->len > 0 ? "  " : "");
    cli_buffer_add(out, text);
}

static prse_str member(prse_records *rows, size_t row, const char *column)
{
    return prse_records_text(rows, row, prse_str_of(column));
}

/* "3/10", once a job has told it. */
static void add_progress(cli_buffer *out, prse_records *jobs, size_t row)
{
    prse_str done = member(jobs, row, "fait");
    prse_str total = member(jobs, row, "total");
    if (cli_str_is(done, "0"))
        return;
    add_word(out, done);
    if (cli_str_is(total, "0"))
        return;
    cli_buffer_add_char(out, '/');
    cli_buffer_add(out, total);
}

void cli_job_line(cli_page *page, const cli_context *cli, prse_records *jobs,
                  size_t row)
{
    cli_buffer id = {0}, text = {0};
    cli_buffer_add(&id, member(jobs, row, "id"));
    add_word(&text, prse_str_of(state_text(cli, member(jobs, row, "etat"))));
    add_word(&text, member(jobs, row, "genre"));
    add_word(&text, member(jobs, row, "siren"));
    add_progress(&text, jobs, row);
    add_word(&text, member(jobs, row, "mot"));
    add_word(&text, member(jobs, row, "erreur"));
    cli_page_item(page, 0, HANG, CLI_BOLD, id.text ? id.text : "",
                  cli_buffer_str(&text));
    cli_buffer_free(&id);
    cli_buffer_free(&text);
}

/* --- One --- */

static const struct {
    const char *column;
    cli_text_id label;
} members[] = {
    {"genre", TEXT_JOB_KIND},        {"siren", TEXT_JOB_COMPANY},
    {"cle", TEXT_JOB_KEY},           {"charge", TEXT_JOB_PAYLOAD},
    {"priorite", TEXT_JOB_PRIORITY}, {"moment", TEXT_JOB_SINCE},
    {"cree_le", TEXT_JOB_MADE},      {"echecs", TEXT_JOB_FAILURES},
    {"essais", TEXT_JOB_ATTEMPTS},   {"morts", TEXT_JOB_DEATHS},
    {"bail_a", TEXT_JOB_WORKER},     {"signe_le", TEXT_JOB_SIGN},
    {"annule_le", TEXT_JOB_CANCEL_ASKED},
    {"erreur", TEXT_JOB_ERROR},      {"message", TEXT_JOB_MESSAGE},
    {"livrer_le", TEXT_JOB_NEXT_SENT},
};

static void show_member(cli_page *page, const cli_context *cli,
                        prse_records *job, size_t i)
{
    prse_str text = member(job, 0, members[i].column);
    if (text.len > 0)
        cli_page_item(page, 2, LABEL_HANG, CLI_BOLD,
                      cli_text(cli, members[i].label), text);
}

static void show_event(cli_page *page, const cli_context *cli,
                       prse_records *events, size_t row)
{
    cli_buffer number = {0}, text = {0};
    cli_buffer_add(&number, member(events, row, "numero"));
    add_word(&text, member(events, row, "cree_le"));
    add_word(&text, member(events, row, "genre"));
    add_word(&text, member(events, row, "corps"));
    cli_text_id sent = member(events, row, "livre_le").len ? TEXT_EVENT_SENT
                       : member(events, row, "abandonne_le").len
                           ? TEXT_EVENT_GIVEN_UP
                           : TEXT_EVENT_TO_SEND;
    add_word(&text, prse_str_of(cli_text(cli, sent)));
    add_word(&text, member(events, row, "message"));
    cli_page_item(page, 2, EVENT_HANG, CLI_BOLD,
                  number.text ? number.text : "", cli_buffer_str(&text));
    cli_buffer_free(&number);
    cli_buffer_free(&text);
}

void cli_job_page(cli_page *page, const cli_context *cli, prse_records *job,
                  prse_records *events)
{
    cli_job_line(page, cli, job, 0);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        show_member(page, cli, job, i);
    for (size_t i = 0; i < prse_records_count(events); i++)
        show_event(page, cli, events, i);
}
