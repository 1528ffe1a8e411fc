/* SPDX-License-Identifier: Apache-2.0 */
/* The kit finds readers that do not keep to the contract. */
#include "extract/extract.h"
#include "support/fault.h"
#include "support/test.h"

/* One that takes everything and gives nothing. */
static prse_status do_nothing(void *self, const prse_blob_source *pdf,
                              prse_page_found found, void *user,
                              const prse_extract_options *opts,
                              prse_error *err)
{
    (void)self, (void)pdf, (void)found, (void)user, (void)opts, (void)err;
    return PRSE_OK;
}

/* One that gives a page whatever the document. */
static prse_status invent(void *self, const prse_blob_source *pdf,
                          prse_page_found found, void *user,
                          const prse_extract_options *opts, prse_error *err)
{
    const prse_word word = {.text = {"mot", 3}, .left = 50, .top = 88,
                            .right = 70, .bottom = 102};
    const prse_page page = {.size = sizeof page, .number = 1, .width = 600,
                            .height = 800, .words = &word, .count = 1};
    (void)self, (void)pdf;
    if (opts->progress)
        opts->progress(opts->user, 1, 1);
    return found(user, &page, err);
}

typedef struct verdicts {
    int cases, wrong;
} verdicts;

static void note(void *user, prse_str name, prse_str wrong)
{
    verdicts *it = user;
    it->cases++;
    it->wrong += wrong.len > 0;
    cr_assert_gt(name.len, 0);
}

static prse_status judge(verdicts *out, prse_status (*read)(
    void *, const prse_blob_source *, prse_page_found, void *,
    const prse_extract_options *, prse_error *), prse_error *err)
{
    prse_extract plug = {.size = sizeof plug, .read = read};
    *out = (verdicts){0, 0};
    return prse_extract_kit(&plug, note, out, err);
}

PRSE_TEST(extract_kit, finds_readers_that_read_nothing)
{
    verdicts it;
    prse_error err;
    cr_assert_eq(judge(&it, do_nothing, &err), PRSE_ESCHEMA);
    cr_assert_eq(it.cases, 12);
    cr_assert_eq(it.wrong, 11); /* what is no PDF never reaches a reader */
}

PRSE_TEST(extract_kit, finds_readers_that_invent)
{
    verdicts it;
    prse_error err;
    cr_assert_eq(judge(&it, invent, &err), PRSE_ESCHEMA);
    cr_assert_geq(it.wrong, 9);
}

PRSE_TEST(extract_kit, refuses_wrong_calls)
{
    prse_error err;
    prse_extract none = {.size = sizeof none};
    cr_assert_eq(prse_extract_kit(&none, note, NULL, &err), PRSE_EINVAL);
    cr_assert_eq(prse_extract_kit(NULL, note, NULL, &err), PRSE_EINVAL);
    none.read = invent;
    cr_assert_eq(prse_extract_kit(&none, NULL, NULL, &err), PRSE_EINVAL);
}

PRSE_TEST(extract_kit, tells_lack_of_memory)
{
    prse_extract plug = {.size = sizeof plug, .read = invent};
    PRSE_EACH_FAULT {
        verdicts it = {0, 0};
        prse_error err = {0};
        prse_status status = prse_extract_kit(&plug, note, &it, &err);
        int met = prse_fault_pause();
        cr_assert_eq(status, met ? PRSE_ENOMEM : PRSE_ESCHEMA);
    }
}
