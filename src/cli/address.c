/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/address.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"

static prse_str part(prse_str text, size_t from, size_t to)
{
    return (prse_str){text.ptr + from, to - from};
}

static size_t find(prse_str text, size_t from, char c)
{
    while (from < text.len && text.ptr[from] != c)
        from++;
    return from;
}

/* Where "//" ends in "scheme://..."; 0: there is none. */
static size_t authority_of(prse_str address)
{
    size_t colon = find(address, 0, ':');
    int has = colon + 2 < address.len && address.ptr[colon + 1] == '/' &&
              address.ptr[colon + 2] == '/';
    return has ? colon + 3 : 0;
}

static size_t last_at(prse_str text, size_t from)
{
    size_t at = text.len;
    while (at > from && text.ptr[at - 1] != '@')
        at--;
    return at;
}

/* Where a port begins that is none: rather a password whose host is missing. */
static size_t odd_port(prse_str address, size_t begin)
{
    size_t from = begin < address.len && address.ptr[begin] == '['
                      ? find(address, begin, ']')
                      : begin;
    size_t colon = find(address, from, ':');
    size_t end = find(address, from, '/');
    for (size_t i = colon + 1; i < end; i++)
        if (address.ptr[i] < '0' || address.ptr[i] > '9')
            return colon;
    return address.len;
}

/* "user:password@host/name": what goes reaches from the first colon to the last
 * @, since a password may hold anything. */
static void add_shown(cli_buffer *out, prse_str address, size_t begin)
{
    size_t at = last_at(address, begin);
    size_t colon = find(address, begin, ':');
    size_t user = at > begin && colon < at ? colon : at;
    cli_buffer_add(out, part(address, 0, user));
    if (user < at)
        cli_buffer_add_char(out, '@');
    cli_buffer_add(out, part(address, at, odd_port(address, at)));
}

void cli_address_add(cli_buffer *out, prse_str address)
{
    size_t begin = authority_of(address);
    size_t question = find(address, begin, '?');
    if (begin == 0)
        cli_buffer_add(out, address);
    else if (last_at(address, question) == question)
        add_shown(out, part(address, 0, question), begin);
    else /* of settings, or of a password? */
        cli_buffer_add(out, part(address, 0, begin));
}

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

cli_exit cli_store_address(prse_str *out, const cli_context *cli,
                           const char *given)
{
    const char *address = given ? given : variable("PRSE_STORE");
    *out = prse_str_of(address);
    return address ? CLI_OK
                   : cli_complain(cli, CLI_USAGE, TEXT_STORE_MISSING, NULL,
                                  0);
}

cli_exit cli_store_and_other(prse_str *store, const char **other,
                             const cli_context *cli)
{
    const char *first = cli_args_operand(cli->args, 0);
    const char *second = cli_args_operand(cli->args, 1);
    int is_alone = first && !second && variable("PRSE_STORE");
    *other = is_alone ? first : second;
    return cli_store_address(store, cli, is_alone ? NULL : first);
}

prse_str cli_blobs_address(const char *given, prse_str store)
{
    const char *usual = variable("PRSE_STORE");
    if (!given && usual && cli_str_is(store, usual))
        given = variable("PRSE_BLOBS");
    return prse_str_of(given);
}
