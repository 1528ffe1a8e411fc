/* SPDX-License-Identifier: Apache-2.0 */
/* What the pack rests on: thresholds without law, law that was not compared
 * with its source for long, obligations that no test holds. */
#include "engine/pack_check.h"

enum { REVIEW_MONTHS = 12 };

static void check_threshold(prse__checking *k, const prse__threshold *t)
{
    if (t->law)
        return;
    prse__buf_adds(&k->message, "threshold `");
    prse__buf_add(&k->message, t->id);
    prse__buf_adds(&k->message,
                   "` rests on nothing: name the article that sets it with "
                   "the key `law`");
    prse__check_say(k, t->place, "law", t->id);
}

static void never_reviewed(prse__checking *k, const prse__law *law)
{
    prse__buf_adds(&k->message, "law `");
    prse__buf_add(&k->message, law->id);
    prse__buf_adds(&k->message,
                   "` does not tell when it was last compared with its "
                   "source: add the key `reviewed`");
    prse__check_say(k, law->place, "review", law->id);
}

static void reviewed_long_ago(prse__checking *k, const prse__law *law)
{
    prse__buf *m = &k->message;
    prse__buf_adds(m, "law `");
    prse__buf_add(m, law->id);
    prse__buf_adds(m, "` was last compared with its source on ");
    prse__date_print(m, law->reviewed);
    prse__buf_adds(m, ", more than a year before the review of the pack on ");
    prse__date_print(m, k->tree->reviewed);
    prse__buf_adds(m, ": compare it again and write the day in `reviewed`");
    prse__check_say(k, law->place, "review", law->id);
}

static void check_review(prse__checking *k, const prse__law *law)
{
    prse__date limit;
    if (law->reviewed == PRSE__ALWAYS)
        never_reviewed(k, law);
    else if (prse__date_add_months(&limit, law->reviewed, REVIEW_MONTHS) &&
             limit < k->tree->reviewed)
        reviewed_long_ago(k, law);
}

static void check_tested(prse__checking *k, const prse__obligation *o)
{
    if (o->test_count)
        return;
    prse__buf_adds(&k->message, "obligation `");
    prse__buf_add(&k->message, o->id);
    prse__buf_adds(&k->message,
                   "` has no test: write under `tests` the facts of a company "
                   "that is subject, of one that is not, and of one at the "
                   "threshold");
    prse__check_say(k, o->place, "untested", o->id);
}

void prse__check_law(prse__checking *k)
{
    for (size_t i = 0; i < k->tree->threshold_count; i++)
        check_threshold(k, &k->tree->thresholds[i]);
    for (size_t i = 0; i < k->tree->law_count; i++)
        check_review(k, &k->tree->laws[i]);
    for (size_t i = 0; i < k->tree->obligation_count; i++)
        check_tested(k, &k->tree->obligations[i]);
}
