/* SPDX-License-Identifier: Apache-2.0 */
/* The difference of two packs as people read it. Facts and conditions are
 * written as packs write them: whoever reads this writes packs. */
#include "engine/pack_diff.h"
#include "engine/report.h"
#include "rules/cell_text.h"

typedef enum word {
    SAY_COMPARED,
    SAY_SUBJECT,
    SAY_NOT_SUBJECT,
    SAY_RECOMMENDED,
    SAY_INSUFFICIENT,
    SAY_UNKNOWN,
    SAY_CRITERION,
    SAY_CRITERIA,
    SAY_OUTPUT,
    SAY_OUTPUTS,
    SAY_FIRST_YEAR,
    SAY_MET,
    SAY_NOT_MET,
    SAY_OF,
    SAY_SITUATIONS,
    SAY_EXAMPLE,
    SAY_ANY,
    SAY_WHEN,
    SAY_MORE,
    SAY_EXPLAINED,
    SAY_UNEXPLAINED,
    SAY_ONLY,
    SAY_NULL_LEFT_OUT,
    SAY_VALUES_LEFT_OUT,
    SAY_SKIPPED,
    SAY_UNUSED,
    SAY_NONE,
    SAY_DIFFERENCES,
    SAY_REFUSALS,
    SAY_AMONG
} word;

static const char *const WORDS[][2] = {
    [SAY_COMPARED] = {" -> ", " -> "},
    [SAY_SUBJECT] = {"soumis", "subject"},
    [SAY_NOT_SUBJECT] = {"non soumis", "not subject"},
    [SAY_RECOMMENDED] = {"recommandé", "recommended"},
    [SAY_INSUFFICIENT] = {"faits insuffisants", "insufficient facts"},
    [SAY_UNKNOWN] = {"ne se prononce pas", "does not tell"},
    [SAY_CRITERION] = {"critère ", "criterion "},
    [SAY_CRITERIA] = {"critères : ", "criteria: "},
    [SAY_OUTPUT] = {"résultat ", "output "},
    [SAY_OUTPUTS] = {"résultats : ", "outputs: "},
    [SAY_FIRST_YEAR] = {"premier exercice", "first year"},
    [SAY_MET] = {"rempli", "met"},
    [SAY_NOT_MET] = {"non rempli", "not met"},
    [SAY_OF] = {" sur ", " of "},
    [SAY_SITUATIONS] = {" situations", " situations"},
    [SAY_EXAMPLE] = {"    exemple : ", "    example: "},
    [SAY_ANY] = {"toute situation", "any situation"},
    [SAY_WHEN] = {"    quand ", "    when "},
    [SAY_MORE] = {"    et dans d'autres cas\n", "    and in other cases\n"},
    [SAY_EXPLAINED] = {"    expliqué, ", "    explained, "},
    [SAY_UNEXPLAINED] = {"    inexpliqué\n", "    unexplained\n"},
    [SAY_ONLY] = {"seulement dans ", "only in "},
    [SAY_NULL_LEFT_OUT] = {"null n'est pas comparé, un seul pack l'accepte : ",
                           "null is not compared, one pack only accepts it: "},
    [SAY_VALUES_LEFT_OUT] = {"comparé sur les seules valeurs que les deux "
                             "packs acceptent : ",
                             "compared on the values that both packs accept "
                             "only: "},
    [SAY_SKIPPED] = {"résultats calculés, qui ne sont pas comparés : ",
                     "computed outputs, which are not compared: "},
    [SAY_UNUSED] = {"explication qui n'explique rien ici : ",
                    "explanation that explains nothing here: "},
    [SAY_NONE] = {"aucune différence", "no difference"},
    [SAY_DIFFERENCES] = {"différences : ", "differences: "},
    [SAY_REFUSALS] = {"l'un des deux ne répond pas : ",
                      "one of both does not answer: "},
    [SAY_AMONG] = {", dont inexpliquées : ", ", of which unexplained: "},
};

static void say(const prse__diff_page *page, word w)
{
    prse__buf_adds(page->out, WORDS[w][page->lang == PRSE_LANG_EN]);
}

static void say_number(const prse__diff_page *page, prse__dec number)
{
    const prse__value value = {.kind = PRSE__VALUE_NUMBER, .number = number};
    prse__display_value(page->out, &value, page->lang);
}

static void end_line(const prse__diff_page *page)
{
    prse__buf_addc(page->out, '\n');
}

/* --- The head --- */

static void write_sides(const prse__diff_page *page)
{
    for (size_t side = 0; side < 2; side++) {
        if (side)
            say(page, SAY_COMPARED);
        prse__buf_add(page->out, page->packs[side]->tree->id);
        prse__buf_addc(page->out, ' ');
        prse__buf_add(page->out, page->packs[side]->tree->version);
        prse__buf_adds(page->out, " (");
        prse__date_print(page->out, page->dates[side]);
        prse__buf_addc(page->out, ')');
    }
    end_line(page);
}

static int null_left_out(const prse__diff_var *var)
{
    return var->null_left_out;
}

static int values_left_out(const prse__diff_var *var)
{
    return var->values_left_out;
}

static void write_skipped(const prse__diff_page *page)
{
    const prse__diff *diff = &page->diff;
    for (size_t i = 0; i < diff->skipped_count; i++) {
        const prse__diff_lone *skipped = &diff->skipped[i];
        if (i)
            prse__buf_adds(page->out, ", ");
        else
            say(page, SAY_SKIPPED);
        prse__buf_add(page->out,
                      prse__diff_item(page, 0, skipped->obligation,
                                      skipped->part, skipped->item));
    }
    if (diff->skipped_count)
        end_line(page);
}

static void write_left_out(const prse__diff_page *page, word w,
                           int (*left_out)(const prse__diff_var *))
{
    const prse__diff_space *space = &page->diff.space;
    size_t count = 0;
    for (size_t v = 0; v < space->var_count; v++) {
        if (!left_out(&space->vars[v]))
            continue;
        if (count++)
            prse__buf_adds(page->out, ", ");
        else
            say(page, w);
        prse__diff_name(page->out, &space->vars[v].var);
    }
    if (count)
        end_line(page);
}

/* --- One difference --- */

static void write_answer(const prse__diff_page *page, const prse__value *value)
{
    if (value->kind == PRSE__VALUE_NULL)
        say(page, SAY_UNKNOWN);
    else if (value->kind == PRSE__VALUE_BOOLEAN)
        say(page, value->flag ? SAY_SUBJECT : SAY_NOT_SUBJECT);
    else if (prse__str_is(value->text, "recommended"))
        say(page, SAY_RECOMMENDED);
    else
        say(page, SAY_INSUFFICIENT);
}

/* A year keeps its digits together. */
static void write_value(const prse__diff_page *page, prse__part part,
                        const prse__value *value)
{
    if (part == PRSE__PART_ANSWER)
        write_answer(page, value);
    else if (part == PRSE__PART_CRITERION)
        say(page, value->flag ? SAY_MET : SAY_NOT_MET);
    else
        prse__value_write(page->out, value);
}

static void write_subject(const prse__diff_page *page, size_t side,
                          size_t obligation, prse__part part, size_t item)
{
    if (part == PRSE__PART_CRITERION)
        say(page, SAY_CRITERION);
    else if (part == PRSE__PART_OUTPUT)
        say(page, SAY_OUTPUT);
    else if (part == PRSE__PART_FIRST_YEAR)
        say(page, SAY_FIRST_YEAR);
    prse__buf_add(page->out,
                  prse__diff_item(page, side, obligation, part, item));
}

/* 1 the first time that an explanation is told. */
static int is_news(prse__diff_page *page, const prse__explanation *because)
{
    for (size_t i = 0; i < page->diff.known_count; i++) {
        prse__diff_known *known = &page->diff.known[i];
        if (known->what == because)
            return !known->told++;
    }
    return 0;
}

static void write_because(prse__diff_page *page,
                          const prse__explanation *because)
{
    if (!because) {
        say(page, SAY_UNEXPLAINED);
        return;
    }
    say(page, SAY_EXPLAINED);
    prse__buf_add(page->out, because->id);
    if (!is_news(page, because)) {
        end_line(page);
        return;
    }
    prse__buf_adds(page->out, page->lang == PRSE_LANG_EN ? ": " : " : ");
    prse__buf_add(page->out, prse__text_in(because->text, page->lang));
    if (because->law) {
        prse__buf_adds(page->out, " (");
        prse__buf_add(page->out,
                      prse__text_in(because->law->title, page->lang));
        prse__buf_addc(page->out, ')');
    }
    end_line(page);
}

static void write_example(const prse__diff_page *page, const prse__cube *cube)
{
    const char *between = "";
    say(page, SAY_EXAMPLE);
    for (size_t v = 0; v < page->diff.space.var_count; v++) {
        const prse__value *value = prse__diff_example(page, cube, v);
        if (!value)
            continue;
        prse__buf_adds(page->out, between);
        prse__diff_name(page->out, &page->diff.space.vars[v].var);
        prse__buf_adds(page->out, " = ");
        prse__value_write(page->out, value);
        between = ", ";
    }
    if (!*between)
        say(page, SAY_ANY);
    end_line(page);
}

/* JSON has more of them, and how many situations are left. */
static void write_conditions(const prse__diff_page *page,
                             const prse__diff_shown *shown)
{
    enum { MOST = 4 };
    for (size_t i = 0; i < shown->count && i < MOST; i++) {
        say(page, SAY_WHEN);
        prse__diff_when(page->out, page, &shown->conditions[i]);
        end_line(page);
    }
    if (shown->count > MOST || prse__dec_sign(shown->left) > 0)
        say(page, SAY_MORE);
}

static void write_difference(prse__diff_page *page,
                             const prse__difference *item,
                             const prse__diff_shown *shown)
{
    prse__buf_adds(page->out, "  ");
    if (item->part != PRSE__PART_ANSWER) {
        write_subject(page, 0, item->obligation[0], item->part, item->item[0]);
        prse__buf_adds(page->out, page->lang == PRSE_LANG_EN ? ": " : " : ");
    }
    write_value(page, item->part, item->from);
    prse__buf_adds(page->out, " -> ");
    write_value(page, item->part, item->to);
    prse__buf_adds(page->out, ", ");
    say_number(page, shown->situations);
    say(page, SAY_OF);
    say_number(page, shown->total);
    say(page, SAY_SITUATIONS);
    end_line(page);
    write_because(page, item->because);
    write_example(page, &shown->conditions[0]);
    if (!item->because)
        write_conditions(page, shown);
}

/* --- The page --- */

static void write_differences(prse__diff_page *page)
{
    const prse__diff *diff = &page->diff;
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < diff->count; i++) {
        const prse__difference *item = &diff->items[i];
        if (item->obligation[0] != last) {
            last = item->obligation[0];
            end_line(page);
            prse__buf_add(page->out,
                          prse__diff_obligation(page, 0, last)->id);
            end_line(page);
        }
        write_difference(page, item, &page->shown[i]);
    }
}

static int continues(const prse__diff_lone *lone)
{
    const prse__diff_lone *last = lone - 1;
    return last->side == lone->side && last->obligation == lone->obligation &&
           last->part == lone->part && !last->because;
}

static void write_lone_item(prse__diff_page *page, const prse__diff_lone *lone)
{
    prse_str id = prse__diff_item(page, lone->side, lone->obligation,
                                  lone->part, lone->item);
    say(page, SAY_ONLY);
    prse__buf_add(page->out, page->packs[lone->side]->tree->id);
    prse__buf_adds(page->out, page->lang == PRSE_LANG_EN ? ": " : " : ");
    prse__buf_add(page->out, prse__diff_obligation(page, lone->side,
                                                   lone->obligation)->id);
    if (!id.len)
        return;
    prse__buf_adds(page->out, ", ");
    say(page, lone->part == PRSE__PART_CRITERION ? SAY_CRITERIA
                                                 : SAY_OUTPUTS);
    prse__buf_add(page->out, id);
}

/* Criteria and outputs of one obligation share a line. */
static void write_lone(prse__diff_page *page)
{
    for (size_t i = 0; i < page->diff.lone_count; i++) {
        const prse__diff_lone *lone = &page->diff.lone[i];
        if (i && lone->part != PRSE__PART_ANSWER && continues(lone)) {
            prse__buf_adds(page->out, ", ");
            prse__buf_add(page->out,
                          prse__diff_item(page, lone->side, lone->obligation,
                                          lone->part, lone->item));
        } else {
            end_line(page);
            write_lone_item(page, lone);
        }
        if (lone->because || lone->part == PRSE__PART_ANSWER) {
            end_line(page);
            write_because(page, lone->because);
        }
    }
    if (page->diff.lone_count)
        end_line(page);
}

static void write_unused(const prse__diff_page *page)
{
    for (size_t i = 0; i < page->diff.known_count; i++) {
        if (!prse__diff_known_idle(&page->diff.known[i]))
            continue;
        say(page, SAY_UNUSED);
        prse__buf_add(page->out, page->diff.known[i].what->id);
        end_line(page);
    }
}

static void write_total(const prse__diff_page *page, word w, size_t count,
                        size_t unexplained)
{
    say(page, w);
    prse__buf_addf(page->out, "%zu", count);
    if (count) {
        say(page, SAY_AMONG);
        prse__buf_addf(page->out, "%zu", unexplained);
    }
    end_line(page);
}

void prse__diff_write_text(prse__diff_page *page)
{
    prse__diff_totals totals = prse__diff_count(&page->diff);
    write_sides(page);
    write_left_out(page, SAY_NULL_LEFT_OUT, null_left_out);
    write_left_out(page, SAY_VALUES_LEFT_OUT, values_left_out);
    write_skipped(page);
    write_differences(page);
    write_lone(page);
    end_line(page);
    write_unused(page);
    if (totals.differences + totals.refusals == 0) {
        say(page, SAY_NONE);
        end_line(page);
        return;
    }
    write_total(page, SAY_DIFFERENCES, totals.differences,
                totals.unexplained);
    if (totals.refusals)
        write_total(page, SAY_REFUSALS, totals.refusals,
                    totals.unexplained_refusals);
}
