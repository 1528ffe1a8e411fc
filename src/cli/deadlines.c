/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/deadlines.h"

#include <stdlib.h>

#include "cli/complain.h"

static void append(cli_deadlines *list, cli_deadline item)
{
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 16;
        list->items = cli_resize(list->items, list->room,
                                 sizeof *list->items);
    }
    list->items[list->count++] = item;
}

/* How many repetitions bring the anchor to a day or after it. Counted from
 * the anchor, so that the end of a month stays the end. */
static int32_t times_until(cli_day anchor, int32_t every, cli_day from)
{
    int32_t distance = (from.year - anchor.year) * 12 + from.month -
                       anchor.month;
    int32_t times = distance > 0 ? distance / every : 0;
    while (cli_day_compare(cli_day_add_months(anchor, times * every), from) <
           0)
        times++;
    return times;
}

cli_exit cli_deadlines_add(cli_deadlines *list, cli_company *company,
                           size_t obligation)
{
    prse_lang lang = company->cli->lang;
    prse_error err;
    prse_obligation_info info = {.size = sizeof info};
    if (prse_pack_obligation(company->pack, obligation, lang, &info, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    for (size_t i = 0; i < info.deadline_count; i++) {
        prse_due due = {.size = sizeof due};
        if (prse_report_due(company->report, obligation, i, lang, &due,
                            &err) != PRSE_OK)
            return cli_complain_error(&err);
        if (!due.known)
            continue;
        cli_deadline item = {{due.year, due.month, due.day},
                             {due.year, due.month, due.anchor_day},
                             due.every, obligation, i, due.label};
        if (due.every > 0)
            item.day = cli_day_add_months(
                item.anchor, due.every * times_until(item.anchor, due.every,
                                                     company->day));
        append(list, item);
    }
    return CLI_OK;
}

void cli_deadlines_repeat(cli_deadlines *list, cli_day until)
{
    size_t count = list->count;
    for (size_t i = 0; i < count; i++) {
        cli_deadline item = list->items[i];
        if (item.every <= 0)
            continue;
        for (int32_t times = times_until(item.anchor, item.every,
                                         item.day) + 1;; times++) {
            item.day = cli_day_add_months(item.anchor, times * item.every);
            if (cli_day_compare(item.day, until) > 0)
                break;
            append(list, item);
        }
    }
}

void cli_deadlines_between(cli_deadlines *list, cli_day first, cli_day last)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (cli_day_compare(list->items[i].day, first) >= 0 &&
            cli_day_compare(list->items[i].day, last) <= 0)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static int compare(const void *left, const void *right)
{
    const cli_deadline *a = left, *b = right;
    int order = cli_day_compare(a->day, b->day);
    if (order == 0)
        order = (a->obligation > b->obligation) -
                (a->obligation < b->obligation);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

void cli_deadlines_sort(cli_deadlines *list)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare);
}

const cli_deadline *cli_deadlines_pressing(const cli_deadlines *list,
                                           cli_day today)
{
    for (size_t i = 0; i < list->count; i++)
        if (cli_day_compare(list->items[i].day, today) >= 0)
            return &list->items[i];
    return list->count > 0 ? &list->items[list->count - 1] : NULL;
}

void cli_deadlines_free(cli_deadlines *list)
{
    free(list->items);
    *list = (cli_deadlines){0};
}

void cli_deadline_add_rhythm(cli_buffer *out, const cli_context *cli,
                             int32_t every)
{
    if (every <= 0)
        return;
    int yearly = every % 12 == 0;
    cli_buffer number = {0};
    cli_buffer_add_number(&number, yearly ? every / 12 : every);
    prse_str value = cli_buffer_str(&number);
    cli_text_id text = every == 12  ? TEXT_EVERY_YEAR
                       : every == 1 ? TEXT_EVERY_MONTH
                       : yearly     ? TEXT_EVERY_YEARS
                                    : TEXT_EVERY_MONTHS;
    cli_buffer_add_filled(out, cli_text(cli, text), &value, 1);
    cli_buffer_free(&number);
}
