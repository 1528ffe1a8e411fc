/* SPDX-License-Identifier: Apache-2.0 */
/* The two who stand around a worker: the service that asks for runs, and the
 * portal that is told of them.
 *
 *   runs-host begin COUNT             a line a run: id, token, digest of it
 *   runs-host add STORE HOSTS NETS    of lines "document url callback_url";
 *                                     answers each with the id of its job
 *   runs-host upload STORE BLOBS FILE  into the portal of the store, for a run:
 *                                     the ids of the document and of the job
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

/* --- A document of a portal --- */

static prse_status give(void *user, void *to, size_t room, size_t *got,
                        prse_error *err)
{
    (void)err;
    *got = fread(to, 1, room, user);
    return PRSE_OK;
}

static prse_text *upload_into(prse_portal *portal, const char *path)
{
    prse_session *session = NULL;
    prse_text *id = NULL;
    prse_error err = {0};
    FILE *file = fopen(path, "rb");
    const prse_unit unit = {.size = sizeof unit,
                            .siren = PRSE_STR("552032534"),
                            .denomination = PRSE_STR("ESSAIS")};
    const prse_upload upload = {
        .size = sizeof upload, .siren = unit.siren,
        .name = PRSE_STR("rapport.pdf"), .kind = PRSE_STR("analyse"),
        .read = give, .user = file};
    must(prse_session_of_host(&session, portal, PRSE_STR("test"), &err),
         "session", &err);
    must(prse_portal_company_save(session, &unit, PRSE_VERSION_ANY, NULL,
                                  &err), "company", &err);
    must(prse_portal_upload(&id, session, &upload, NULL, &err), "upload",
         &err);
    prse_session_free(session);
    fclose(file);
    return id;
}

static void add_document(prse_portal *portal, const char *store, prse_str id)
{
    prse_runs *runs = NULL;
    prse_error err = {0};
    prse_queue *queue = open_queue(store);
    prse_job_added added = {.size = sizeof added};
    const prse_runs_options opts = {.size = sizeof opts, .queue = queue,
                                    .portal = portal};
    const prse_run_request request = {.size = sizeof request, .document = id,
                                      .siren = PRSE_STR("552032534")};
    must(prse_runs_new(&runs, &opts, &err), "runs", &err);
    must(prse_runs_add(runs, &request, &added, &err), "add", &err);
    printf("%.*s %s\n", (int)id.len, id.ptr, added.id);
    prse_runs_free(runs);
    prse_queue_unref(queue);
}

static void upload(char **words)
{
    prse_store store;
    prse_blob blob;
    prse_portal *portal = NULL;
    prse_error err = {0};
    const prse_portal_options opts = {.size = sizeof opts, .migrate = 1};
    must(prse_store_open(&store, prse_str_of(words[0]), NULL, &err), "store",
         &err);
    must(prse_blob_folder(&blob, prse_str_of(words[1]), NULL, &err), "blobs",
         &err);
    must(prse_portal_new(&portal, &store, &blob, &opts, &err), "portal",
         &err);
    prse_text *id = upload_into(portal, words[2]);
    add_document(portal, words[0], prse_text_str(id));
    prse_text_free(id);
    prse_portal_unref(portal);
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
    else if (argc == 5 && strcmp(argv[1], "upload") == 0)
        upload(argv + 2);
    else if (argc == 3 && strcmp(argv[1], "receive") == 0)
        receive(argv[2]);
    else
        return 2;
    return 0;
}
