/* SPDX-License-Identifier: Apache-2.0 */
/* The two who stand around a worker: the service that asks for runs, and the
 * portal that is told of them.
 *
 *   runs-host begin COUNT             a line a run: id, token, digest of it
 *   runs-host add STORE HOSTS NETS    of lines "document url callback_url";
 *                                     answers each with the id of its job
 *   runs-host receive SECRETS         of lines of hexadecimal fields: id,
 *                                     digest, token, type, webhook-id, time,
 *                                     signature, body; answers each with what
 *                                     follows from it */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/runs.h"

enum { RUNS = 4096, FIELDS = 8, KEPT = 80, LINE = 1 << 22 };

static void must(prse_status status, const char *what, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s (%s)\n", what, err->message,
            prse_status_name(status));
    exit(1);
}

/* --- Beginning --- */

static void begin(int count)
{
    for (int i = 0; i < count; i++) {
        prse_callback_secrets made = {.size = sizeof made};
        prse_error err = {0};
        must(prse_callback_begin(&made, &err), "begin", &err);
        printf("%s %s %s\n", made.id, made.token, made.token_sha256);
    }
}

/* --- Adding: again and again, until it is known to be there --- */

static int passes(const prse_error *err)
{
    return err->code == PRSE_EIO || err->code == PRSE_EREFUSED ||
           err->code == PRSE_ETIMEOUT || err->code == PRSE_EBUSY;
}

static void wait_a_little(void)
{
    nanosleep(&(struct timespec){0, 20000000}, NULL);
}

static prse_queue *open_queue(const char *address)
{
    const prse_queue_options options = {.size = sizeof options, .migrate = 1,
                                        .attempts = 1000};
    prse_error err = {0};
    prse_store store;
    prse_queue *queue = NULL;
    must(prse_store_open(&store, prse_str_of(address), NULL, &err), "store",
         &err);
    must(prse_queue_new(&queue, &store, &options, &err), "queue", &err);
    return queue;
}

static void add_one(prse_runs *runs, char **words)
{
    prse_job_added added = {.size = sizeof added};
    prse_error err = {0};
    const prse_run_request request = {
        .size = sizeof request, .document = prse_str_of(words[0]),
        .url = prse_str_of(words[1]), .callback_url = prse_str_of(words[2]),
        .siren = PRSE_STR("552032534"), .name = PRSE_STR("rapport.pdf")};
    while (prse_runs_add(runs, &request, &added, &err)) {
        if (!passes(&err))
            must((prse_status)err.code, "add", &err);
        wait_a_little();
    }
    printf("%s\n", added.id);
    fflush(stdout);
}

static void add(char **words)
{
    static char line[LINE];
    prse_error err = {0};
    prse_remote *remote = NULL;
    prse_runs *runs = NULL;
    prse_queue *queue = open_queue(words[0]);
    const prse_remote_options hosts = {.size = sizeof hosts,
                                       .hosts = prse_str_of(words[1]),
                                       .networks = prse_str_of(words[2])};
    must(prse_remote_new(&remote, &hosts, &err), "remote", &err);
    const prse_runs_options opts = {.size = sizeof opts, .queue = queue,
                                    .remote = remote};
    must(prse_runs_new(&runs, &opts, &err), "runs", &err);
    while (fgets(line, sizeof line, stdin)) {
        char *parts[3];
        parts[0] = strtok(line, " \n");
        parts[1] = strtok(NULL, " \n");
        parts[2] = strtok(NULL, " \n");
        add_one(runs, parts);
    }
    prse_runs_free(runs);
    prse_remote_free(remote);
    prse_queue_unref(queue);
}

/* --- Receiving --- */

typedef struct kept {
    char id[KEPT], digest[KEPT], status[KEPT], job[KEPT], seen[KEPT];
    uint64_t number;
} kept;

static kept runs_kept[RUNS];

static kept *run_of(prse_str id, prse_str digest)
{
    for (int i = 0; i < RUNS; i++) {
        kept *run = &runs_kept[i];
        if (!run->id[0]) {
            snprintf(run->id, KEPT, "%.*s", (int)id.len, id.ptr);
            snprintf(run->digest, KEPT, "%.*s", (int)digest.len, digest.ptr);
        }
        if (strlen(run->id) == id.len &&
            memcmp(run->id, id.ptr, id.len) == 0)
            return run;
    }
    exit(1);
}

static int digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* In place; a field without letters is "-". */
static prse_str decode(char *field)
{
    size_t length = strlen(field) / 2;
    for (size_t i = 0; i < length; i++)
        field[i] = (char)(digit(field[2 * i]) * 16 + digit(field[2 * i + 1]));
    return (prse_str){field, length};
}

static void keep(char *to, prse_str text)
{
    snprintf(to, KEPT, "%.*s", (int)text.len, text.len ? text.ptr : "");
}

static void note(kept *run, const prse_callback *callback)
{
    static const char *const verdicts[] = {"accepted", "seen", "old"};
    prse_callback_news news = {.size = sizeof news};
    prse_error err = {0};
    must(prse_callback_get(callback, &news, &err), "get", &err);
    printf("%s %.*s %u\n", verdicts[news.verdict], (int)news.status.len,
           news.status.ptr, news.ends);
    keep(run->status, news.status);
    keep(run->job, news.job);
    keep(run->seen, news.seen);
    run->number = news.number;
}

static void take(const prse_str *field, const prse_webhook_keys *keys)
{
    kept *run = run_of(field[0], field[1]);
    const prse_callback_run known = {
        .size = sizeof known, .id = prse_str_of(run->id),
        .token_sha256 = prse_str_of(run->digest), .number = run->number,
        .status = prse_str_of(run->status), .job = prse_str_of(run->job),
        .seen = prse_str_of(run->seen)};
    const prse_callback_request request = {
        .size = sizeof request, .token = field[2], .content_type = field[3],
        .webhook_id = field[4], .webhook_timestamp = field[5],
        .webhook_signature = field[6], .body = field[7]};
    const prse_callback_policy policy = {.size = sizeof policy, .keys = keys};
    prse_callback *callback = NULL;
    prse_error err = {0};
    prse_status status =
        prse_callback_receive(&callback, &known, &request, &policy, &err);
    if (status)
        printf("%s - 0\n", prse_status_name(status));
    else
        note(run, callback);
    fflush(stdout);
    prse_callback_free(callback);
}

static void receive(const char *secrets)
{
    static char line[LINE];
    prse_webhook_keys *keys = NULL;
    prse_error err = {0};
    must(prse_webhook_keys_new(&keys, prse_str_of(secrets), NULL, &err),
         "keys", &err);
    while (fgets(line, sizeof line, stdin)) {
        prse_str field[FIELDS];
        char *word = strtok(line, " \n");
        for (int i = 0; i < FIELDS; i++, word = strtok(NULL, " \n"))
            field[i] = decode(word);
        take(field, keys);
    }
    prse_webhook_keys_free(keys);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "begin") == 0)
        begin(atoi(argv[2]));
    else if (argc == 5 && strcmp(argv[1], "add") == 0)
        add(argv + 2);
    else if (argc == 3 && strcmp(argv[1], "receive") == 0)
        receive(argv[2]);
    else
        return 2;
    return 0;
}
