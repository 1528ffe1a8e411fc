/* SPDX-License-Identifier: Apache-2.0 */
/* Does what lines on standard input say, one after another, and answers with
 * one JSON object a line. Fields are separated by tabs and percent-encoded;
 * every field of a command is there, be it empty:
 *
 *   clock MS                        time as everything here reads it; 0: real
 *   secret
 *   keys SECRETS TOLERANCE_S
 *   sign ID TIME BODY
 *   verify ID TIME SIGNATURE BODY
 *   id TEXT                         checks a document_id
 *   begin
 *   run ID TOKEN_SHA256 STATUS      what is kept of the run from now on
 *   receive TOKEN TYPE ID TIME SIGNATURE BODY UNSIGNED
 *                                   keeps what the message changes
 *   write STEP ID SENTENCES MSG RESULT MOST
 *   tokens SECRET OLD ISSUER AUDIENCE TYPE LEEWAY LEGACY REVOKED
 *   issue SUBJECT LIFETIME
 *   token TOKEN
 *   remote HOSTS NETWORKS FOLDER MOST IDLE TOTAL HOLD
 *   allowed URL
 *   fetch URL
 *   send URL BODY JOB NUMBER ANSWERED SIGNED
 */
#include <portailrse/callback.h>
#include <portailrse/jwt.h>
#include <portailrse/remote.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../net/print.h"

enum { FIELDS = 10, KEPT = 512 };

typedef struct driver {
    int64_t now_ms; /* 0: the system's */
    prse_clock clock;
    prse_webhook_keys *keys;
    prse_jwt *jwt;
    prse_remote *remote;
    char revoked[KEPT];
    struct {
        char id[KEPT], token[KEPT], status[KEPT], job[KEPT], seen[KEPT];
        uint64_t number;
    } run;
    char *field[FIELDS];
    size_t length[FIELDS];
    prse_error err;
} driver;

/* --- Lines --- */

static int hex(char c)
{
    const char *digits = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)((at - digits) % 16) : -1;
}

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

static int64_t number_at(const driver *d, size_t i)
{
    return strtoll(d->field[i], NULL, 10);
}

/* --- Answers --- */

static void answered(driver *d, prse_status status)
{
    printf("{\"status\":\"%s\",", prse_status_name(status));
    net_print_str("error", prse_str_of(d->err.message));
    putchar(',');
    net_print_str("subject", prse_str_of(d->err.subject));
    printf(",\"code\":%d", (int)d->err.code);
}

static void gave(driver *d, prse_status status, prse_text *text)
{
    answered(d, status);
    if (text) {
        putchar(',');
        net_print_str("text", prse_text_str(text));
    }
    prse_text_free(text);
}

/* --- The clock --- */

static int64_t now_ms(void *self)
{
    const driver *d = self;
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return d->now_ms ? d->now_ms
                     : (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t monotonic_ms(void *self)
{
    struct timespec now = {0};
    (void)self;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void do_clock(driver *d)
{
    d->now_ms = number_at(d, 1);
    answered(d, PRSE_OK);
}

/* --- Signatures --- */

static void do_secret(driver *d)
{
    prse_text *text = NULL;
    prse_status status = prse_webhook_secret(&text, &d->err);
    gave(d, status, text);
}

static void do_keys(driver *d)
{
    prse_webhook_options opts = {.size = sizeof opts, .clock = &d->clock,
                                 .tolerance_s = number_at(d, 2)};
    prse_webhook_keys *keys = NULL;
    prse_status status =
        prse_webhook_keys_new(&keys, text_at(d, 1), &opts, &d->err);
    if (!status) {
        prse_webhook_keys_free(d->keys);
        d->keys = keys;
    }
    answered(d, status);
}

static void do_sign(driver *d)
{
    prse_text *text = NULL;
    prse_status status = prse_webhook_sign(
        &text, d->keys, text_at(d, 1), number_at(d, 2), text_at(d, 3),
        &d->err);
    gave(d, status, text);
}

static void do_verify(driver *d)
{
    const prse_webhook_headers headers = {
        .size = sizeof headers, .id = text_at(d, 1),
        .timestamp = text_at(d, 2), .signature = text_at(d, 3)};
    answered(d, prse_webhook_verify(d->keys, &headers, text_at(d, 4),
                                    &d->err));
}

static void do_id(driver *d)
{
    answered(d, prse_document_id_check(text_at(d, 1), &d->err));
}

/* --- Runs --- */

static void do_begin(driver *d)
{
    prse_callback_secrets made = {.size = sizeof made};
    answered(d, prse_callback_begin(&made, &d->err));
    putchar(',');
    net_print_str("id", prse_str_of(made.id));
    putchar(',');
    net_print_str("token", prse_str_of(made.token));
    putchar(',');
    net_print_str("digest", prse_str_of(made.token_sha256));
}

static void keep(char *to, prse_str text)
{
    snprintf(to, KEPT, "%.*s", (int)text.len, text.len ? text.ptr : "");
}

static void do_run(driver *d)
{
    keep(d->run.id, text_at(d, 1));
    keep(d->run.token, text_at(d, 2));
    keep(d->run.status, text_at(d, 3));
    d->run.job[0] = d->run.seen[0] = '\0';
    d->run.number = 0;
    answered(d, PRSE_OK);
}

static void print_news(driver *d, const prse_callback_news *news)
{
    static const char *const verdicts[] = {"accepted", "seen", "old"};
    const struct {
        const char *name;
        prse_str text;
    } texts[] = {{"verdict", prse_str_of(verdicts[news->verdict])},
                 {"state", news->status}, {"job", news->job},
                 {"msg", news->msg},      {"result", news->result}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        putchar(',');
        net_print_str(texts[i].name, texts[i].text);
    }
    printf(",\"number\":%llu,\"ends\":%u", (unsigned long long)news->number,
           news->ends);
    keep(d->run.status, news->status);
    keep(d->run.job, news->job);
    keep(d->run.seen, news->seen);
    d->run.number = news->number;
}

static void do_receive(driver *d)
{
    const prse_callback_run run = {
        .size = sizeof run, .id = prse_str_of(d->run.id),
        .token_sha256 = prse_str_of(d->run.token),
        .status = prse_str_of(d->run.status), .job = prse_str_of(d->run.job),
        .seen = prse_str_of(d->run.seen), .number = d->run.number};
    const prse_callback_request request = {
        .size = sizeof request, .token = text_at(d, 1),
        .content_type = text_at(d, 2), .webhook_id = text_at(d, 3),
        .webhook_timestamp = text_at(d, 4),
        .webhook_signature = text_at(d, 5), .body = text_at(d, 6)};
    const prse_callback_policy policy = {
        .size = sizeof policy, .keys = d->keys,
        .allow_unsigned = d->field[7][0] == '1'};
    prse_callback_news news = {.size = sizeof news};
    prse_callback *callback = NULL;
    answered(d, prse_callback_receive(&callback, &run, &request, &policy,
                                      &d->err));
    if (callback && !prse_callback_get(callback, &news, NULL))
        print_news(d, &news);
    prse_callback_free(callback);
}

static void do_write(driver *d)
{
    const prse_callback_event event = {
        .size = sizeof event, .step = (int32_t)number_at(d, 1),
        .document_id = text_at(d, 2), .sentences = (uint64_t)number_at(d, 3),
        .msg = text_at(d, 4), .result = text_at(d, 5),
        .most_bytes = (uint64_t)number_at(d, 6)};
    prse_callback_told told = {.size = sizeof told};
    prse_text *text = NULL;
    prse_status status = prse_callback_write(&text, &event, &told, &d->err);
    gave(d, status, text);
    putchar(',');
    net_print_str("told", told.status);
    printf(",\"too_large\":%u", told.too_large);
}

/* --- Tokens --- */

static int is_revoked(void *user, prse_str jti)
{
    const driver *d = user;
    size_t len = strlen(d->revoked);
    return len == jti.len && memcmp(d->revoked, jti.ptr, len) == 0;
}

static void do_tokens(driver *d)
{
    keep(d->revoked, text_at(d, 8));
    const prse_jwt_options opts = {
        .size = sizeof opts, .secret = text_at(d, 1),
        .old_secret = text_at(d, 2), .issuer = text_at(d, 3),
        .audience = text_at(d, 4), .type = text_at(d, 5),
        .leeway_s = number_at(d, 6), .legacy_until_s = number_at(d, 7),
        .revoked = is_revoked, .revoked_user = d, .clock = &d->clock};
    prse_jwt *jwt = NULL;
    prse_status status = prse_jwt_new(&jwt, &opts, &d->err);
    if (!status) {
        prse_jwt_free(d->jwt);
        d->jwt = jwt;
    }
    answered(d, status);
}

static void do_issue(driver *d)
{
    prse_text *text = NULL;
    prse_status status = prse_jwt_issue(&text, d->jwt, text_at(d, 1),
                                        number_at(d, 2), &d->err);
    gave(d, status, text);
}

static void do_token(driver *d)
{
    prse_text *text = NULL;
    prse_status status =
        prse_jwt_check(&text, d->jwt, text_at(d, 1), &d->err);
    gave(d, status, text);
}

/* --- Addresses --- */

static void do_remote(driver *d)
{
    const prse_remote_options opts = {
        .size = sizeof opts, .hosts = text_at(d, 1),
        .networks = text_at(d, 2), .folder = text_at(d, 3),
        .most_bytes = (uint64_t)number_at(d, 4), .idle_ms = number_at(d, 5),
        .total_ms = number_at(d, 6), .hold_ms = number_at(d, 7),
        .clock = &d->clock};
    prse_remote *remote = NULL;
    prse_status status = prse_remote_new(&remote, &opts, &d->err);
    if (!status) {
        prse_remote_free(d->remote);
        d->remote = remote;
    }
    answered(d, status);
}

static void do_allowed(driver *d)
{
    answered(d, prse_remote_check(d->remote, text_at(d, 1), &d->err));
}

static void do_fetch(driver *d)
{
    prse_remote_file *file = NULL;
    prse_remote_file_info info = {.size = sizeof info};
    answered(d, prse_remote_fetch(&file, d->remote, text_at(d, 1), NULL,
                                  &d->err));
    if (file && !prse_remote_file_get(file, &info, NULL)) {
        printf(",\"bytes\":%llu,", (unsigned long long)info.bytes);
        net_print_str("sha256", prse_str_of(info.sha256));
        putchar(',');
        net_print_str("path", info.path);
    }
    prse_remote_file_free(file);
}

static void do_send(driver *d)
{
    const prse_remote_message message = {
        .size = sizeof message, .url = text_at(d, 1), .body = text_at(d, 2),
        .job = text_at(d, 3), .number = (uint64_t)number_at(d, 4),
        .answered_ms = number_at(d, 5),
        .keys = d->field[6][0] == '1' ? d->keys : NULL};
    prse_remote_answer answer = {.size = sizeof answer};
    answered(d, prse_remote_send(d->remote, &message, NULL, &answer,
                                 &d->err));
    printf(",\"http\":%d", (int)answer.http);
}

static const struct {
    const char *name;
    void (*act)(driver *d);
} COMMANDS[] = {{"clock", do_clock},     {"secret", do_secret},
                {"keys", do_keys},       {"sign", do_sign},
                {"verify", do_verify},   {"id", do_id},
                {"begin", do_begin},     {"run", do_run},
                {"receive", do_receive}, {"write", do_write},
                {"tokens", do_tokens},   {"issue", do_issue},
                {"token", do_token},     {"remote", do_remote},
                {"allowed", do_allowed}, {"fetch", do_fetch},
                {"send", do_send}};

static int obey(driver *d)
{
    d->err = (prse_error){0};
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++)
        if (strcmp(COMMANDS[i].name, d->field[0]) == 0) {
            COMMANDS[i].act(d);
            puts("}");
            fflush(stdout);
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
    d.clock = (prse_clock){.size = sizeof d.clock, .self = &d,
                           .now_ms = now_ms, .monotonic_ms = monotonic_ms};
    while (going && getline(&line, &room, stdin) > 0) {
        split(&d, line);
        going = obey(&d);
    }
    prse_webhook_keys_free(d.keys);
    prse_jwt_free(d.jwt);
    prse_remote_free(d.remote);
    free(line);
    return going ? 0 : 2;
}
