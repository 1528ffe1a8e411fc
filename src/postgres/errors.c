/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>

#include "postgres/inner.h"

/* What a SQLSTATE, or all that begin so, means to a caller; the first that fits
 * counts, others are PRSE_EIO. Without a message the server's own is told. */
static const struct {
    const char *state;
    prse_status status;
    const char *message;
} meanings[] = {
    {"40001", PRSE_EBUSY, "others changed the same rows: run it again"},
    {"40P01", PRSE_EBUSY, "others waited for the same rows: run it again"},
    {"55P03", PRSE_EBUSY, "others hold the same rows for too long"},
    {"57014", PRSE_ETIMEOUT, "the deadline passed first"},
    {"25P03", PRSE_ETIMEOUT, "the transaction was left idle for too long"},
    {"23505", PRSE_EEXISTS, "a unique index forbids it"},
    {"53100", PRSE_EIO, "no space is left on the server's disk"},
    {"53200", PRSE_EIO, "the server has no memory left"},
    {"53300", PRSE_EREFUSED, "the server has too many connections"},
    {"25006", PRSE_EIO, "the database may only be read"},
    {"57P01", PRSE_EIO, "the server's administrator ended the connection"},
    {"57P02", PRSE_EIO, "another process of the server crashed"},
    {"57P03", PRSE_EREFUSED, "the server is starting or stopping"},
    {"3D000", PRSE_EREFUSED, NULL},
    {"3F", PRSE_ESCHEMA, NULL},
    {"42P01", PRSE_ESCHEMA, NULL},
    {"42703", PRSE_ESCHEMA, NULL},
    {"42501", PRSE_EDENIED, NULL},
    {"28", PRSE_EDENIED, "the server does not accept the user or password"},
    {"22", PRSE_EPARSE, NULL},
    {"42", PRSE_EINTERNAL, NULL},
    {"XX001", PRSE_ESCHEMA, NULL},
    {"XX002", PRSE_ESCHEMA, NULL},
    {"", PRSE_EIO, NULL},
};

static size_t meaning_of(const char *state)
{
    size_t i = 0;
    while (strncmp(state, meanings[i].state, strlen(meanings[i].state)) != 0)
        i++;
    return i;
}

prse_status prse__pg_tell_stop(const prse__pg *pg, prse_error *err)
{
    int late = pg->stopped == PRSE_ETIMEOUT;
    return prse__error_set(err, pg->stopped, NULL,
                           late ? "the deadline passed first"
                                : "stopped as asked");
}

/* A disk that became read-only has the SQLSTATE of a right that is missing. */
static int is_of_disk(const PGresult *result)
{
    const char *file = PQresultErrorField(result, PG_DIAG_SOURCE_FILE);
    return file && (strcmp(file, "md.c") == 0 || strcmp(file, "fd.c") == 0);
}

/* What has no SQLSTATE comes from libpq: it lost the server, or has no memory,
 * which only its text tells. */
static prse_status tell_own(prse__pg *pg, const char *text, prse_error *err)
{
    if (strstr(text, "out of memory") || strstr(text, "not enough memory")) {
        pg->broken = 1;
        return prse__error_nomem(err);
    }
    return prse__pg_lost(pg, err);
}

/* A statement that was prepared is not, or a table that it reads has changed
 * so that it cannot be run any more: a new connection prepares it again. */
static int is_of_prepared(const char *state)
{
    return strcmp(state, "26000") == 0 || strcmp(state, "0A000") == 0;
}

prse_status prse__pg_complain(prse__pg *pg, const PGresult *result,
                              prse_error *err)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE)
                               : NULL;
    if (!state)
        return tell_own(pg, result ? PQresultErrorMessage(result)
                                   : PQerrorMessage(pg->conn), err);
    if (PQstatus(pg->conn) == CONNECTION_BAD || is_of_prepared(state))
        pg->broken = 1;
    if (pg->stopped && strcmp(state, "57014") == 0)
        return prse__pg_tell_stop(pg, err);
    if (strcmp(state, "42501") == 0 && is_of_disk(result))
        return prse__error_set(err, PRSE_EIO, NULL,
                               "the server's disk may not be written");
    size_t at = meaning_of(state);
    const char *own = meanings[at].message;
    const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    prse__error_set(err, meanings[at].status, NULL, "%s",
                    own ? own : said ? said : state);
    return meanings[at].status;
}

prse_status prse__pg_lost(prse__pg *pg, prse_error *err)
{
    pg->broken = 1;
    pg->lost = 1;
    if (pg->stopped)
        prse__pg_tell_stop(pg, err);
    else
        prse__error_set(err, PRSE_EIO, NULL,
                        "the connection to the server broke");
    if (err)
        err->sys_code = pg->stopped == PRSE_ETIMEOUT ? ETIMEDOUT : ECONNRESET;
    return pg->stopped ? pg->stopped : PRSE_EIO;
}

/* Before there is a result libpq gives a text only, in which the server's part
 * reads "FATAL:  28P01: words". Where that begins behind the state; NULL: the
 * text is libpq's own. */
static const char *find_state(const char *text, char state[6])
{
    static const char of[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char *at = text; (at = strstr(at, ":  ")); at++) {
        if (strspn(at + 3, of) != 5 || at[8] != ':')
            continue;
        memcpy(state, at + 3, 5);
        state[5] = '\0';
        return at + 9;
    }
    return NULL;
}

static prse_str first_line(const char *text)
{
    return prse__str_trim((prse_str){text, strcspn(text, "\n")});
}

/* Of several hosts the last one; lines that go on begin with a tab. */
static prse_str last_line(const char *text)
{
    const char *begin = text;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        if (at[1] != '\0' && at[1] != '\t')
            begin = at + 1;
    return first_line(begin);
}

static prse_status tell_refusal(const prse__pg *pg, prse_status status,
                                prse_str text, prse_error *err)
{
    const char *password = PQpass(pg->conn);
    int shows = password && *password &&
                strstr(PQerrorMessage(pg->conn), password);
    return shows ? prse__error_set(err, status, NULL,
                                   "the server cannot be reached")
                 : prse__error_set(err, status, NULL, "%.*s", (int)text.len,
                                   text.len ? text.ptr : "");
}

prse_status prse__pg_refused(prse__pg *pg, prse_error *err)
{
    const char *text = PQerrorMessage(pg->conn);
    char state[6] = "";
    const char *words = find_state(text, state);
    if (words) {
        size_t at = meaning_of(state);
        const char *own = meanings[at].message;
        return tell_refusal(pg, meanings[at].status,
                            own ? prse_str_of(own) : first_line(words), err);
    }
    if (strstr(text, "out of memory"))
        return prse__error_nomem(err);
    /* libpq speaks the host's language: certificat, Zertifikat. */
    prse_status status = PQconnectionNeedsPassword(pg->conn) ? PRSE_EDENIED
                         : strstr(text, "ertifi")            ? PRSE_ETLS
                                                             : PRSE_EREFUSED;
    return tell_refusal(pg, status, last_line(text), err);
}
