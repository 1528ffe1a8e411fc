/* SPDX-License-Identifier: Apache-2.0 */
#include "extension.h"

#include <mb/pg_wchar.h>
#include <utils/builtins.h>
#include <utils/guc.h>

PG_MODULE_MAGIC;

char *pgprse_pack_path;
int pgprse_other_columns = PGPRSE_REFUSE_OTHERS;

static const struct config_enum_entry OTHERS[] = {
    {"refuse", PGPRSE_REFUSE_OTHERS, false},
    {"ignore", PGPRSE_IGNORE_OTHERS, false},
    {NULL, 0, false}};

void _PG_init(void);
PGDLLEXPORT void _PG_init(void)
{
    DefineCustomStringVariable(
        "portailrse.pack_path", "Folders of rule packs, separated by colons.",
        "The server reads them, so that only superusers may set it.",
        &pgprse_pack_path, PGPRSE_INSTALLED_PACKS, PGC_SUSET, 0, NULL, NULL,
        NULL);
    DefineCustomEnumVariable(
        "portailrse.other_columns",
        "What is done with columns that are no facts of the pack.",
        "refuse: an error, so that a misspelt fact does not go unnoticed.",
        &pgprse_other_columns, PGPRSE_REFUSE_OTHERS, OTHERS, PGC_USERSET, 0,
        NULL, NULL, NULL);
    MarkGUCPrefixReserved("portailrse");
}

prse_str pgprse_to_utf8(const char *text, size_t length)
{
    char *utf8 = pg_server_to_any(text, (int)length, PG_UTF8);
    return (prse_str){utf8, utf8 == text ? length : strlen(utf8)};
}

char *pgprse_cstring_of(prse_str utf8)
{
    char *copy = pnstrdup(utf8.len > 0 ? utf8.ptr : "", utf8.len);
    return pg_any_to_server(copy, (int)utf8.len, PG_UTF8);
}

text *pgprse_text_of(prse_str utf8)
{
    return cstring_to_text(pgprse_cstring_of(utf8));
}

PG_FUNCTION_INFO_V1(pgprse_version);
PGDLLEXPORT Datum pgprse_version(PG_FUNCTION_ARGS)
{
    (void)fcinfo;
    PG_RETURN_TEXT_P(cstring_to_text(prse_version()));
}
