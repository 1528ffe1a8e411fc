/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: two transactions at once. Some stores let both go on and
 * undo one at its end, others let the second one wait: whatever they do, what
 * is kept is what would be there had they run one after the other. */
#include "store/kit.h"

static const prse_collection *jobs(void)
{
    return prse__trial_of(PRSE__TRIAL_JOBS);
}

static const prse_collection *codes(void)
{
    return prse__trial_of(PRSE__TRIAL_CODES);
}

/* One of two; the first is at home in the thread of the kit. */
typedef struct player {
    prse__trial trial; /* first, since steps get only this */
    const struct game *game;
    int number;   /* 1 or 2 */
    int64_t seen; /* by its last reading */
} player;

/* What both try: reading, then writing what follows from it. */
typedef struct game {
    void (*read)(player *p);
    void (*write)(player *p);
} game;

static void begin(prse__trial *trial)
{
    prse__trial_begin(trial, 1);
}

static void look(prse__trial *trial)
{
    player *p = (player *)trial;
    p->game->read(p);
}

static void act(prse__trial *trial)
{
    player *p = (player *)trial;
    if (!prse__trial_over(trial))
        p->game->write(p);
}

typedef void (*step)(prse__trial *trial);

static step step_of(char letter)
{
    switch (letter | 0x20) {
    case 'b':
        return begin;
    case 'r':
        return look;
    case 'w':
        return act;
    default:
        return prse__trial_commit;
    }
}

/* A schedule: b begin, r read, w write, c commit; capitals are the other's. */
static void play(player *one, player *two, const char *schedule)
{
    for (; *schedule; schedule++)
        if (*schedule >= 'a')
            step_of(*schedule)(&one->trial);
        else
            prse__trial_elsewhere(&two->trial, step_of(*schedule));
}

/* Who was beaten tries again, alone, and nobody is in the way. */
static void again(player *p)
{
    if (!p->trial.beaten)
        return;
    prse__trial_again(&p->trial);
    p->trial.yields = 0;
    p->trial.deadline_ms = 0;
    prse__trial_begin(&p->trial, 1);
    look(&p->trial);
    act(&p->trial);
    prse__trial_commit(&p->trial);
}

static void play_game(prse__trial *trial, const game *g, const char *schedule)
{
    player one = {.trial = prse__trial_other(trial), .game = g, .number = 1};
    player two = {.trial = prse__trial_other(trial), .game = g, .number = 2};
    play(&one, &two, schedule);
    again(&one);
    again(&two);
    prse__trial_join(trial, &one.trial);
    prse__trial_join(trial, &two.trial);
}

/* --- Counting up */

static void read_count(player *p)
{
    p->seen = prse__trial_count(&p->trial, "races", NULL);
}

static void write_count(player *p)
{
    prse__trial_set(&p->trial, "races", p->seen + 1);
}

static void count_up(prse__trial *trial, const void *with)
{
    static const game counting = {read_count, write_count};
    prse__trial_keep(trial, "races", 1);
    play_game(trial, &counting, with);
    prse__trial_reads(trial, "races", 3);
}

/* --- Counting up, by versions */

static void read_version(player *p)
{
    prse__trial_count(&p->trial, "races", &p->seen);
}

static void write_version(player *p)
{
    prse_value row[] = {prse__field_text(PRSE_STR("races")),
                        prse__field_int(p->seen)};
    prse__trial_put(&p->trial, prse__trial_of(PRSE__TRIAL_COUNTERS), row,
                    p->seen, p->seen + 1);
}

static void by_version(prse__trial *trial, const void *with)
{
    static const game counting = {read_version, write_version};
    int64_t before, after;
    prse__trial_keep(trial, "races", 1);
    prse__trial_begin(trial, 0);
    prse__trial_count(trial, "races", &before);
    prse__trial_commit(trial);
    play_game(trial, &counting, with);
    prse__trial_begin(trial, 0);
    prse__trial_count(trial, "races", &after);
    if (!prse__trial_over(trial) && after != before + 2)
        prse__trial_wrong(trial, "two puts raise the version by %d",
                          (int)(after - before));
}

/* --- Write skew: each reads what the other writes */

static void read_both(player *p)
{
    p->seen = prse__trial_count(&p->trial, "left", NULL) +
              prse__trial_count(&p->trial, "right", NULL);
}

static void leave(player *p)
{
    if (p->seen == 2)
        prse__trial_set(&p->trial, p->number == 1 ? "left" : "right", 0);
}

static void skew(prse__trial *trial, const void *with)
{
    static const game leaving = {read_both, leave};
    prse__trial_keep(trial, "left", 1);
    prse__trial_keep(trial, "right", 1);
    play_game(trial, &leaving, with);
    prse__trial_begin(trial, 0);
    int64_t left = prse__trial_count(trial, "left", NULL);
    int64_t right = prse__trial_count(trial, "right", NULL);
    if (!prse__trial_over(trial) && left + right != 1)
        prse__trial_wrong(trial, "%d of two who look at each other before "
                                 "they leave are left",
                          (int)(left + right));
}

/* --- Phantoms: each looks at a range that the other fills */

static void look_around(player *p)
{
    p->seen = prse__trial_rows(&p->trial, jobs());
}

static void enter(player *p)
{
    prse_value row[] = {prse__field_int(p->number),
                        prse__field_text(PRSE_STR("here")),
                        prse__field_null()};
    if (p->seen == 0)
        prse__trial_put(&p->trial, jobs(), row, PRSE_VERSION_NEW, 1);
}

static void phantom(prse__trial *trial, const void *with)
{
    static const game entering = {look_around, enter};
    prse__trial_clear(trial, jobs());
    play_game(trial, &entering, with);
    prse__trial_begin(trial, 0);
    int64_t rows = prse__trial_rows(trial, jobs());
    if (!prse__trial_over(trial) && rows != 1)
        prse__trial_wrong(trial, "%d of two enter where nobody was",
                          (int)rows);
}

/* --- Unique values */

static void look_for_code(player *p)
{
    prse_query query = {.size = sizeof query};
    p->seen = prse__trial_rows(&p->trial, codes());
    if (p->seen == 0)
        prse__trial_finds(&p->trial, codes(), &query, "");
}

static void take_code(player *p)
{
    prse_value row[4] = {prse__field_int(p->number),
                         prse__field_text(PRSE_STR("taken"))};
    if (p->seen == 0)
        prse__trial_put(&p->trial, codes(), row, PRSE_VERSION_NEW, 1);
}

static void unique(prse__trial *trial, const void *with)
{
    static const game taking = {look_for_code, take_code};
    prse__trial_clear(trial, codes());
    play_game(trial, &taking, with);
    prse__trial_begin(trial, 0);
    int64_t rows = prse__trial_rows(trial, codes());
    if (!prse__trial_over(trial) && rows != 1)
        prse__trial_wrong(trial, "%d rows have one unique value", (int)rows);
}

static const char in_turns[] = "bBrRwWcC", first_ends[] = "bBrRwcWC",
                  second_ends[] = "bBrRWCwc", overtaken[] = "brBRWCwc",
                  late[] = "brwBRWcC";

const prse__trial_case prse__trial_races[] = {
    {"two who count up in turns lose nothing", count_up, in_turns},
    {"two who count up lose nothing where the first ends first", count_up,
     first_ends},
    {"two who count up lose nothing where the second ends first", count_up,
     second_ends},
    {"one who is overtaken while counting up loses nothing", count_up,
     overtaken},
    {"one who counts up while another does loses nothing", count_up, late},
    {"two who put over one version do not both", by_version, in_turns},
    {"one who is overtaken does not put over an old version", by_version,
     overtaken},
    {"two who each read what the other writes do not both", skew, in_turns},
    {"one does not write from what another has changed since", skew,
     overtaken},
    {"two do not both fill a range that both found empty", phantom, in_turns},
    {"one does not fill a range that another has filled since", phantom,
     overtaken},
    {"two do not both take a unique value", unique, in_turns},
    {"one does not take a unique value that another took since", unique,
     overtaken},
    {NULL, NULL, NULL}};
