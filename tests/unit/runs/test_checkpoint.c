/* SPDX-License-Identifier: Apache-2.0 */
/* What was classified before a worker died is not classified again. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "office.h"

enum { LINES = 1000, BATCH = 256, ON_A_PAGE = 5 };

/* Reports of many sentences, each of which is another. */
static const char *const *many_lines(void)
{
    static char texts[LINES][96];
    static const char *lines[LINES + LINES / ON_A_PAGE + 1];
    size_t count = 0;
    for (int i = 0; i < LINES; i++) {
        snprintf(texts[i], sizeof texts[i],
                 "%s numéro %d de notre rapport compte beaucoup pour nous.",
                 i % 2 ? "Salariés" : "Climat", i);
        if (i && i % ON_A_PAGE == 0)
            lines[count++] = "\f";
        lines[count++] = texts[i];
    }
    lines[count] = NULL;
    return lines;
}

/* A classifier that fails once, or changes, in the nth call. */
typedef struct fragile {
    prse_classifier inner, plug;
    uint32_t calls, sentences, fails_at;
    const char *digest;
} fragile;

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const fragile *f = self;
    prse_status status = f->inner.describe(f->inner.self, out, err);
    out->digest = prse_str_of(f->digest);
    return status;
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    const fragile *f = self;
    return f->inner.label(f->inner.self, index, out, err);
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    fragile *f = self;
    if (++f->calls == f->fails_at)
        return prse__error_set(err, PRSE_EIO, NULL, "it fell over");
    f->sentences += (uint32_t)count;
    return f->inner.classify(f->inner.self, texts, count, out, opts, err);
}

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"

static void fragile_make(fragile *f, office *o)
{
    *f = (fragile){.inner = o->parts.classifier, .digest = ONE};
    f->plug = (prse_classifier){.size = sizeof f->plug, .self = f,
                                .describe = describe, .label = label,
                                .classify = classify};
    o->parts.lines = many_lines();
    o->opts.classifier = &f->plug;
    office_set_up(o, &o->opts);
}

static void same_as_undisturbed(office *o, const char *job)
{
    prse_text *result = NULL, *undisturbed = NULL;
    const char *other = office_add(o, office_url("undisturbed"));
    office_work(o);
    cr_assert_eq(prse_queue_result(&result, o->queue, prse_str_of(job),
                                   NULL), PRSE_OK);
    cr_assert_eq(prse_queue_result(&undisturbed, o->queue,
                                   prse_str_of(other), NULL), PRSE_OK);
    cr_assert_str_eq(prse_text_str(result).ptr,
                     prse_text_str(undisturbed).ptr);
    prse_text_free(result);
    prse_text_free(undisturbed);
}

PRSE_TEST(runs_checkpoint, another_attempt_goes_on_where_one_failed)
{
    office o;
    fragile f;
    office_open(&o);
    fragile_make(&f, &o);
    f.fails_at = 3;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    cr_assert_str_eq(office_state(&o, job), "fini", "%s",
                     office_text(&o, job, "message"));
    cr_assert_str_eq(office_text(&o, job, "echecs"), "1");
    cr_assert_eq(f.sentences, LINES, "%u", f.sentences);
    same_as_undisturbed(&o, job);
    office_close(&o);
}

PRSE_TEST(runs_checkpoint, another_model_is_asked_for_everything)
{
    office o;
    fragile f;
    office_open(&o);
    fragile_make(&f, &o);
    f.fails_at = 3;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work_once(&o);
    cr_assert_str_eq(office_state(&o, job), "attente");
    cr_assert_eq(f.sentences, 2 * BATCH);
    f.digest = TWO;
    office_set_up(&o, &o.opts);
    office_work(&o);
    cr_assert_str_eq(office_state(&o, job), "fini");
    cr_assert_eq(f.sentences, 2 * BATCH + LINES);
    office_close(&o);
}

PRSE_TEST(runs_checkpoint, other_texts_are_classified_anew)
{
    office o;
    fragile f;
    office_open(&o);
    fragile_make(&f, &o);
    f.fails_at = 3;
    const char *job = office_add(&o, office_url("doc-1"));
    office_work_once(&o);
    o.parts.lines = OFFICE_REPORT;
    office_work(&o);
    cr_assert_str_eq(office_state(&o, job), "fini");
    cr_assert_eq(f.sentences, 2 * BATCH + 3);
    office_close(&o);
}

/* --- A worker that is killed --- */

typedef struct deadly {
    fragile fragile;
    uint32_t *classified; /* by all processes */
    int kills;
} deadly;

static prse_status classify_or_die(void *self, const prse_str *texts,
                                   size_t count, prse_label *out,
                                   const prse_classify_options *opts,
                                   prse_error *err)
{
    deadly *d = self;
    if (d->kills && d->fragile.calls == 2)
        raise(SIGKILL);
    d->fragile.calls++;
    *d->classified += (uint32_t)count;
    return d->fragile.inner.classify(d->fragile.inner.self, texts, count, out,
                                     opts, err);
}

static uint32_t *shared_number(void)
{
    FILE *file = tmpfile();
    cr_assert_eq(ftruncate(fileno(file), sizeof(uint32_t)), 0);
    void *shared = mmap(NULL, sizeof(uint32_t), PROT_READ | PROT_WRITE,
                        MAP_SHARED, fileno(file), 0);
    fclose(file);
    cr_assert_neq(shared, MAP_FAILED);
    return shared;
}

/* Nothing of SQLite is open when it begins. */
static void die_at_work(office *o, deadly *d, const char *address)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        d->kills = 1;
        office_move(o, address);
        office_add(o, office_url("doc-1"));
        office_work(o);
        _exit(1);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    cr_assert_eq(*d->classified, 2 * BATCH);
}

PRSE_TEST(runs_checkpoint, what_a_killed_worker_classified_is_not_lost)
{
    office o;
    deadly d = {.kills = 0};
    char address[100];
    office_open(&o);
    fragile_make(&d.fragile, &o);
    d.fragile.plug.self = &d;
    d.fragile.plug.classify = classify_or_die;
    d.classified = shared_number();
    snprintf(address, sizeof address, "sqlite:%s/queue", o.folder.path);
    die_at_work(&o, &d, address);
    office_move(&o, address);
    const char *job = office_add(&o, office_url("doc-1"));
    office_work(&o);
    cr_assert_str_eq(office_state(&o, job), "fini", "%s",
                     office_text(&o, job, "message"));
    cr_assert_str_eq(office_text(&o, job, "morts"), "1");
    cr_assert_eq(*d.classified, LINES, "%u", *d.classified);
    same_as_undisturbed(&o, job);
    munmap(d.classified, sizeof *d.classified);
    office_close(&o);
}
