/* SPDX-License-Identifier: Apache-2.0 */
/* The right of access and the right to be forgotten. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/json_value.h"
#include "cli/line_input.h"
#include "cli/page.h"
#include "cli/store_open.h"
#include "portailrse/people.h"

enum { HANG = 36 };

typedef struct person {
    const cli_context *cli;
    cli_store store;
    cli_buffer id;
    prse_text *kept; /* JSON, a list a collection */
} person;

/* --- Who --- */

static cli_exit refuse(const person *p, prse_str name, const prse_error *err)
{
    return err->code == PRSE_ENOTFOUND
               ? cli_complain(p->cli, CLI_FINDINGS, TEXT_NO_SUCH_PERSON,
                              &name, 1)
               : cli_complain_given(err);
}

static cli_exit find(person *p, const char *name)
{
    prse_records *row = NULL;
    prse_error err;
    prse_person_by by = strchr(name, '@') ? PRSE_PERSON_BY_ADDRESS
                                          : PRSE_PERSON_BY_ID;
    if (prse_portal_person(&row, p->store.session, by, prse_str_of(name),
                           &err) != PRSE_OK)
        return refuse(p, prse_str_of(name), &err);
    cli_buffer_add(&p->id, prse_records_text(row, 0, PRSE_STR("id")));
    prse_records_free(row);
    if (prse_portal_person_export(&p->kept, p->store.session,
                                  cli_buffer_str(&p->id), &err) != PRSE_OK)
        return refuse(p, prse_str_of(name), &err);
    return CLI_OK;
}

static cli_exit person_open(person *p, const cli_context *cli,
                            cli_store_how how)
{
    const char *name = NULL;
    prse_str address;
    *p = (person){.cli = cli};
    cli_exit code = cli_store_and_other(&address, &name, cli);
    if (code == CLI_OK && !name)
        code = cli_complain(cli, CLI_USAGE, TEXT_PERSON_MISSING, NULL, 0);
    if (code == CLI_OK)
        code = cli_store_open_portal(&p->store, cli, address, how);
    if (code == CLI_OK)
        code = cli_store_begin(&p->store, PRSE_STR(""));
    return code == CLI_OK ? find(p, name) : code;
}

static void person_close(person *p)
{
    prse_text_free(p->kept);
    cli_buffer_free(&p->id);
    cli_store_close(&p->store);
}

/* --- Access --- */

cli_exit cli_run_store_export(const cli_context *cli)
{
    person p;
    cli_exit code = person_open(&p, cli, CLI_STORE_READ);
    umask(077);
    if (code == CLI_OK)
        code = cli_output_text(cli, prse_text_str(p.kept));
    person_close(&p);
    return code;
}

/* --- What will go --- */

static const struct {
    const char *collection;
    cli_text_id label, with_documents;
} parts[] = {
    {"habilitations", TEXT_FORGET_RIGHTS, TEXT_FORGET_RIGHTS},
    {"jetons", TEXT_FORGET_TOKENS, TEXT_FORGET_TOKENS},
    {"invitations", TEXT_FORGET_INVITATIONS, TEXT_FORGET_INVITATIONS},
    {"exercices", TEXT_FORGET_YEARS, TEXT_FORGET_YEARS},
    {"exercices_anciens", TEXT_FORGET_PAST_YEARS, TEXT_FORGET_PAST_YEARS},
    {"documents", TEXT_KEEP_DOCUMENTS, TEXT_FORGET_DOCUMENTS},
    {"journal", TEXT_FORGET_EVENTS, TEXT_FORGET_EVENTS},
};

static uint64_t count_items(prse_str list)
{
    uint64_t count = 0;
    prse_str item;
    for (size_t at = 0; cli_json_item(list, &at, &item);)
        count++;
    return count;
}

static void show_who(cli_page *page, const person *p)
{
    prse_str row = {0}, list = cli_json_at(prse_text_str(p->kept),
                                           "personnes");
    cli_buffer names = {0}, title = {0};
    size_t at = 0;
    cli_json_item(list, &at, &row);
    cli_json_add_value(&names, cli_json_at(row, "courriel"));
    prse_str values[] = {cli_buffer_str(&p->id), cli_buffer_str(&names)};
    cli_add_words(&title, p->cli, TEXT_FORGET_WHO, values, 2);
    cli_page_title(page, cli_buffer_str(&title));
    cli_buffer_free(&names);
    cli_buffer_free(&title);
}

static void show_parts(cli_page *page, const person *p, int documents)
{
    prse_str kept = prse_text_str(p->kept);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint64_t count = count_items(cli_json_at(kept, parts[i].collection));
        cli_buffer text = {0};
        if (count == 0)
            continue;
        cli_add_count(&text, p->cli, count);
        cli_page_item(page, 2, HANG, CLI_BOLD,
                      cli_text(p->cli, documents ? parts[i].with_documents
                                                 : parts[i].label),
                      cli_buffer_str(&text));
        cli_buffer_free(&text);
    }
}

static cli_exit show_what_goes(const person *p, int documents)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    show_who(&page, p);
    show_parts(&page, p, documents);
    return cli_output_close(&out, code);
}

/* --- Forgetting --- */

/* An end of the input is a no. */
static int is_sure(const cli_context *cli)
{
    cli_buffer line = {0};
    if (cli_args_value(cli->args, OPTION_YES))
        return 1;
    fputs(cli_text(cli, TEXT_FORGET_ASK), stderr);
    fflush(stderr);
    int sure = cli_line_read(&line) &&
               cli_line_is(&line, cli_text(cli, TEXT_YES_WORDS));
    cli_buffer_free(&line);
    return sure;
}

static cli_exit erase(const person *p, int documents)
{
    prse_error err;
    cli_output out;
    if (prse_portal_person_erase(p->store.session, cli_buffer_str(&p->id),
                                 documents, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    cli_page_text(&page, 0,
                  prse_str_of(cli_text(p->cli, documents
                                                   ? TEXT_FORGOT_DOCUMENTS
                                                   : TEXT_FORGOT)));
    return cli_output_close(&out, code);
}

cli_exit cli_run_store_forget(const cli_context *cli)
{
    int documents = cli_args_value(cli->args, OPTION_DOCUMENTS) != NULL;
    person p;
    cli_exit code = person_open(&p, cli, CLI_STORE_WRITE);
    if (code == CLI_OK)
        code = show_what_goes(&p, documents);
    if (code == CLI_OK && !is_sure(cli))
        code = cli_complain(cli, CLI_FINDINGS, TEXT_NOTHING_DONE, NULL, 0);
    if (code == CLI_OK)
        code = erase(&p, documents);
    person_close(&p);
    return code;
}
