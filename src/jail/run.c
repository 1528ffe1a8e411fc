/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/steady.h"
#include "jail/child.h"
#include "jail/seal.h"
#include "jail/start.h"

enum { PIECE = 65536, SLICE_MS = 50, SEAL_MS = 10000 };

/* What one run has come to. */
typedef struct talk {
    const prse__jail *jail;
    prse__jail_ends ends;
    prse__jail_end *end;
    int64_t until_ms, sealed_by_ms;
    int sealed;
    uint64_t given, taken;   /* bytes of input and output */
    size_t said;             /* bytes in end->said */
    size_t ready, sent;      /* of the piece of input */
    char *input, *output;    /* one piece each */
} talk;

static prse_status fail(prse_status code, const char *what, prse_error *err)
{
    return prse__error_set(err, code, "helper", "%s", what);
}

/* The caller's wishes, and the time. */
static prse_status ask(const talk *it, prse_error *err)
{
    const prse__jail *jail = it->jail;
    int64_t now = prse__steady_ms();
    if (jail->should_stop && jail->should_stop(jail->stop_user))
        return fail(PRSE_ECANCELED, "the caller asked to stop", err);
    if (now >= it->until_ms)
        return prse__error_set(err, PRSE_ETIMEOUT, "helper",
                               "it took more than %lld ms and was ended",
                               (long long)jail->wall_ms);
    if (!it->sealed && now >= it->sealed_by_ms)
        return fail(PRSE_EIO, "it was not sealed in time, so it got no input",
                    err);
    return PRSE_OK;
}

/* Whether it is sealed, or where it stumbled. */
static prse_status hear_seal(talk *it, prse_error *err)
{
    prse__jail_stumble told = {0};
    ssize_t got = read(it->ends.seal, &told, sizeof told);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return PRSE_OK;
    if (got == 1 && told.step == PRSE__SEALED)
        it->sealed = 1;
    prse__jail_shut(&it->ends.seal);
    if (it->sealed)
        return PRSE_OK;
    const char *step = prse__jail_step(told.step);
    if (got == sizeof told && step)
        return prse__error_set(err, PRSE_EIO, "helper",
                               "it could not be started: %s: %s", step,
                               strerror(told.number));
    prse_str said = prse__jail_complaint(it->end);
    return prse__error_set(err, PRSE_EIO, "helper",
                           "it could not be sealed, so it got no input%s%.*s",
                           said.len ? "; it said: " : "", (int)said.len,
                           said.ptr);
}

/* The end of the output closes the descriptor. */
static prse_status hear_output(talk *it, prse_error *err)
{
    ssize_t got = read(it->ends.output, it->output, PIECE);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return PRSE_OK;
    if (got <= 0) {
        prse__jail_shut(&it->ends.output);
        return PRSE_OK;
    }
    it->taken += (uint64_t)got;
    if (it->taken > it->jail->output_bytes)
        return prse__error_set(err, PRSE_ELIMIT, "helper",
                               "it gave more than %llu bytes",
                               (unsigned long long)it->jail->output_bytes);
    return it->jail->take(it->jail->take_user,
                          (prse_str){it->output, (size_t)got}, err);
}

/* The beginning is kept, the rest is read so that it does not wait for us. */
static prse_status hear_errors(talk *it, prse_error *err)
{
    char rest[4096];
    size_t room = sizeof it->end->said - 1 - it->said;
    ssize_t got = room > 0
                      ? read(it->ends.errors, it->end->said + it->said, room)
                      : read(it->ends.errors, rest, sizeof rest);
    (void)err;
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return PRSE_OK;
    if (got <= 0)
        prse__jail_shut(&it->ends.errors);
    else if (room > 0)
        it->said += (size_t)got;
    it->end->said[it->said] = '\0';
    return PRSE_OK;
}

static prse_status fetch_input(talk *it, prse_error *err)
{
    uint64_t left = it->jail->input_bytes - it->given;
    it->ready = left < PIECE ? (size_t)left : PIECE;
    it->sent = 0;
    prse_status status = it->jail->give(it->jail->give_user, it->given,
                                        it->input, it->ready, err);
    if (!status)
        it->given += it->ready;
    return status;
}

/* A program that reads no more is no failure of its own. */
static prse_status say_input(talk *it, prse_error *err)
{
    if (it->sent == it->ready && it->given == it->jail->input_bytes) {
        prse__jail_shut(&it->ends.input);
        return PRSE_OK;
    }
    prse_status status = it->sent < it->ready ? PRSE_OK : fetch_input(it, err);
    if (status)
        return status;
    ssize_t put = send(it->ends.input, it->input + it->sent,
                       it->ready - it->sent, MSG_NOSIGNAL);
    if (put > 0)
        it->sent += (size_t)put;
    else if (put < 0 && errno != EAGAIN && errno != EINTR)
        prse__jail_shut(&it->ends.input);
    return PRSE_OK;
}

static int slice(const talk *it)
{
    int64_t left = it->until_ms - prse__steady_ms();
    return left < 0 ? 0 : left < SLICE_MS ? (int)left : SLICE_MS;
}

/* Errors come before the seal: they say why there is none. */
static prse_status turn(talk *it, prse_error *err)
{
    struct pollfd files[] = {{it->ends.errors, POLLIN, 0},
                             {it->ends.seal, POLLIN, 0},
                             {it->ends.output, POLLIN, 0},
                             {it->sealed ? it->ends.input : -1, POLLOUT, 0}};
    prse_status (*const step[])(talk *, prse_error *) = {
        hear_errors, hear_seal, hear_output, say_input};
    if (poll(files, 4, slice(it)) < 0 && errno != EINTR)
        return fail(PRSE_EIO, "waiting for it failed", err);
    prse_status status = ask(it, err);
    for (int i = 0; !status && i < 4; i++)
        if (files[i].fd >= 0 && files[i].revents)
            status = step[i](it, err);
    return status;
}

static prse_status hear_all(talk *it, prse_error *err)
{
    prse_status status = PRSE_OK;
    while (!status && (it->ends.output >= 0 || it->ends.errors >= 0))
        status = turn(it, err);
    while (!status) {
        struct pollfd file = {it->ends.handle, POLLIN, 0};
        if (poll(&file, 1, slice(it)) > 0)
            break;
        status = ask(it, err);
    }
    if (!status && !it->sealed)
        return fail(PRSE_EIO, "it ended before it was sealed", err);
    return status;
}

static prse_status judge(const talk *it, int waited, prse_error *err)
{
    if (waited < 0)
        return fail(PRSE_EIO, "the host waits for all children or ignores "
                    "SIGCHLD, so that nobody knows how it ended", err);
    it->end->signal = WIFSIGNALED(waited) ? WTERMSIG(waited) : 0;
    it->end->code = WIFEXITED(waited) ? WEXITSTATUS(waited) : 0;
    if (it->end->signal == SIGXCPU)
        return prse__error_set(err, PRSE_ELIMIT, "helper",
                               "it took more than %u s of processor time",
                               it->jail->cpu_s);
    return PRSE_OK;
}

static prse_status run(talk *it, prse_error *err)
{
    prse_status status = prse__jail_start(it->jail, &it->ends, err);
    if (status)
        return status;
    int64_t now = prse__steady_ms(), ms = it->jail->wall_ms;
    it->until_ms = ms < INT64_MAX - now ? now + ms : INT64_MAX;
    it->sealed_by_ms = now + SEAL_MS;
    status = hear_all(it, err);
    int waited = prse__jail_bury(&it->ends);
    return status ? status : judge(it, waited, err);
}

prse_status prse__jail_run(const prse__jail *jail, prse__jail_end *end,
                           prse_error *err)
{
    memset(end, 0, sizeof *end);
    talk it = {.jail = jail, .end = end};
    it.input = prse__alloc(2, PIECE);
    if (!it.input)
        return prse__error_nomem(err);
    it.output = it.input + PIECE;
    prse_status status = run(&it, err);
    prse__free(it.input);
    return status;
}
