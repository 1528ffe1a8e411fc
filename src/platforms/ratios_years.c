/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/ratios_years.h"

#include "platforms/years.h"

/* A turnover so many times the usual one, or so many times less, is taken for
 * one in another unit: the platform has a few in cents and in thousands. */
enum { SUSPECT = 20 };

/* What the accounts of one day say of one kind of turnover. */
typedef struct figure {
    size_t accounts;
    prse__turnover state;
    prse__dec least, most; /* when KNOWN */
} figure;

enum { SOCIAL, GROUP, KINDS };

static const struct {
    int (*holds)(const prse__account *account);
    const char *key, *note;
} kinds[KINDS] = {
    {prse__account_is_social, "ca_social", "note_social"},
    {prse__account_is_group, "ca_consolide", "note_consolide"},
};

typedef struct closing {
    prse__date day;
    int32_t year;
    figure figures[KINDS];
} closing;

/* One a year, latest first. */
typedef struct closings {
    closing items[PRSE__YEARS];
    size_t count;
} closings;

/* --- Collecting --- */

static void add_turnover(figure *f, const prse__account *account)
{
    int known = f->state == PRSE__TURNOVER_KNOWN;
    f->accounts++;
    if (account->state != PRSE__TURNOVER_KNOWN) {
        /* Other accounts of the day may tell what these hide. */
        if (f->state == PRSE__TURNOVER_ABSENT)
            f->state = account->state;
        return;
    }
    if (!known || prse__dec_cmp(account->turnover, f->least) < 0)
        f->least = account->turnover;
    if (!known || prse__dec_cmp(account->turnover, f->most) > 0)
        f->most = account->turnover;
    f->state = PRSE__TURNOVER_KNOWN;
}

/* NULL: an earlier closing of a year that has one already, or no room. */
static closing *closing_of(closings *c, prse__date day)
{
    closing *last = c->count ? &c->items[c->count - 1] : NULL;
    int32_t year = prse__date_ymd(day).year;
    if (last && last->year == year)
        return last->day == day ? last : NULL;
    if (c->count == PRSE__YEARS || year < 0)
        return NULL;
    closing *added = &c->items[c->count++];
    *added = (closing){.day = day, .year = year};
    return added;
}

static void collect(closings *c, const prse__accounts *accounts, size_t from)
{
    for (size_t i = from; i < accounts->count; i++) {
        const prse__account *account = &accounts->items[i];
        closing *of_day = closing_of(c, account->closed);
        for (size_t k = 0; of_day && k < KINDS; k++)
            if (kinds[k].holds(account))
                add_turnover(&of_day->figures[k], account);
    }
}

/* --- Which turnovers are likely to be in another unit --- */

static int is_one_value(const figure *f)
{
    return f->state == PRSE__TURNOVER_KNOWN &&
           prse__dec_cmp(f->least, f->most) == 0;
}

static int far_above(prse__dec a, prse__dec b)
{
    return prse__dec_cmp(a, prse__dec_mul(b, prse__dec_int(SUSPECT))) > 0;
}

static int far(prse__dec a, prse__dec b)
{
    a = prse__dec_abs(a);
    b = prse__dec_abs(b);
    return far_above(a, b) || far_above(b, a);
}

/* How many years, its own included, have a turnover of this order. */
static size_t like(const closings *c, size_t kind, const figure *f)
{
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++) {
        const figure *other = &c->items[i].figures[kind];
        count += is_one_value(other) && !far(f->least, other->least);
    }
    return count;
}

/* Other years agree more among themselves, or no two of them do. */
static int is_suspect(const closings *c, size_t kind, const figure *f)
{
    size_t values = 0, best = 0, own = like(c, kind, f);
    for (size_t i = 0; i < c->count; i++) {
        const figure *other = &c->items[i].figures[kind];
        if (!is_one_value(other))
            continue;
        size_t likes = like(c, kind, other);
        best = likes > best ? likes : best;
        values++;
    }
    return values > 1 && (own < best || best == 1);
}

/* --- Writing --- */

/* As a set of values in the notation of packs: it is one of them. */
static void write_range(prse__json *json, const char *key, const figure *f)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addc(&text, '[');
    prse__dec_print(&text, f->least);
    prse__buf_adds(&text, "..");
    prse__dec_print(&text, f->most);
    prse__buf_addc(&text, ']');
    json->buf->failed |= text.failed;
    prse__json_put(json, key, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void write_figure(prse__json *json, const closings *c, size_t kind,
                         const figure *f)
{
    static const char *const why[] = {[PRSE__TURNOVER_ABSENT] = "absent",
                                      [PRSE__TURNOVER_HIDDEN] = "confidentiel",
                                      [PRSE__TURNOVER_ZERO] = "nul"};
    if (!f->accounts)
        return;
    if (f->state != PRSE__TURNOVER_KNOWN) {
        prse__record_code(json, kinds[kind].note, why[f->state]);
    } else if (!is_one_value(f)) {
        write_range(json, kinds[kind].key, f);
        prse__record_code(json, kinds[kind].note, "contradiction");
    } else {
        prse__record_dec(json, kinds[kind].key, f->least);
        if (is_suspect(c, kind, f))
            prse__record_code(json, kinds[kind].note, "ordre_de_grandeur");
    }
}

size_t prse__accounts_closed(const prse__accounts *accounts,
                             prse__date today)
{
    size_t i = 0;
    while (i < accounts->count && today &&
           accounts->items[i].closed > today)
        i++;
    return i;
}

void prse__accounts_write_years(prse__json *json,
                                const prse__accounts *accounts, size_t from)
{
    closings c = {.count = 0};
    collect(&c, accounts, from);
    prse__record_open(json, "exercices");
    for (size_t i = 0; i < c.count; i++) {
        prse__years_open(json, c.items[i].year);
        prse__record_date(json, "date_cloture", c.items[i].day);
        for (size_t k = 0; k < KINDS; k++)
            write_figure(json, &c, k, &c.items[i].figures[k]);
        prse__record_close(json);
    }
    prse__record_close(json);
}
