/* SPDX-License-Identifier: Apache-2.0 */
/* The words of a page, and its smallest pieces. */
#include <string.h>

#include "engine/pack_doc.h"

static const char *const WORDS[PRSE__DOC_WORDS][2] = {
    [PRSE__DOC_PACK] = {"Pack", "Pack"},
    [PRSE__DOC_REVIEWED] = {"revu le", "reviewed on"},
    [PRSE__DOC_AUTHORITY] = {"Contrôle", "Authority"},
    [PRSE__DOC_PLATFORM] = {"Plateforme", "Platform"},
    [PRSE__DOC_TAGS] = {"Thèmes", "Topics"},
    [PRSE__DOC_WHO] = {"Qui est concerné", "Who is concerned"},
    [PRSE__DOC_IN_FORCE] = {"En vigueur", "In force"},
    [PRSE__DOC_ALWAYS] = {"sans limite de date", "at any date"},
    [PRSE__DOC_FROM] = {"à partir du", "from"},
    [PRSE__DOC_UNTIL] = {"jusqu'au", "until"},
    [PRSE__DOC_REQUIRES] = {"Réponse possible si", "Can be answered if"},
    [PRSE__DOC_APPLIES] = {"S'applique si", "Applies if"},
    [PRSE__DOC_RECOMMENDED] = {"Recommandé si", "Recommended if"},
    [PRSE__DOC_FIRST_YEAR] = {"Premier exercice concerné",
                              "First financial year"},
    [PRSE__DOC_CRITERIA] = {"Critères", "Criteria"},
    [PRSE__DOC_THRESHOLDS] = {"Seuils", "Thresholds"},
    [PRSE__DOC_THRESHOLD] = {"Seuil", "Threshold"},
    [PRSE__DOC_VALUE] = {"Valeur", "Value"},
    [PRSE__DOC_SINCE] = {"À partir du", "From"},
    [PRSE__DOC_LAW] = {"Texte", "Law"},
    [PRSE__DOC_STATUS] = {"État", "Status"},
    [PRSE__DOC_CONFIDENCE] = {"Vérification", "Check"},
    [PRSE__DOC_NO_LONGER] = {"n'existe plus", "ended"},
    [PRSE__DOC_FACTS] = {"Faits lus", "Facts read"},
    [PRSE__DOC_DEFINITIONS] = {"Définitions", "Definitions"},
    [PRSE__DOC_OUTPUTS] = {"Précisions données", "Further answers"},
    [PRSE__DOC_DUTIES] = {"Ce qu'il faut faire", "What is to be done"},
    [PRSE__DOC_WHEN] = {"si", "if"},
    [PRSE__DOC_DEADLINES] = {"Échéances", "Deadlines"},
    [PRSE__DOC_EACH_YEAR] = {"chaque année le", "each year on"},
    [PRSE__DOC_ON] = {"le", "on"},
    [PRSE__DOC_DUE] = {"à la date", "on the day"},
    [PRSE__DOC_EVERY] = {"puis tous les", "then every"},
    [PRSE__DOC_MONTHS] = {"mois", "months"},
    [PRSE__DOC_COMPLIANCE] = {"Suivi de la conformité", "Compliance"},
    [PRSE__DOC_SANCTIONS] = {"Sanctions", "Sanctions"},
    [PRSE__DOC_SOURCES] = {"Sources", "Sources"},
    [PRSE__DOC_EXAMPLES] = {"Exemples vérifiés", "Tested examples"},
    [PRSE__DOC_DAY] = {"Jour", "Day"},
    [PRSE__DOC_GIVEN] = {"Faits", "Facts"},
    [PRSE__DOC_EXPECTED] = {"Réponse", "Answer"},
    [PRSE__DOC_NOTHING] = {"rien", "nothing"},
    [PRSE__DOC_IN_LAW] = {"en vigueur", "in force"},
    [PRSE__DOC_ADOPTED] = {"adopté", "adopted"},
    [PRSE__DOC_DRAFT] = {"projet", "draft"},
    [PRSE__DOC_TEXT_READ] = {"texte lu", "text read"},
    [PRSE__DOC_SECONDARY] = {"source secondaire", "secondary source"},
    [PRSE__DOC_MEMORY] = {"de mémoire", "from memory"},
};

void prse__doc_say(prse__doc *d, prse__doc_word word)
{
    prse__buf_adds(d->out, WORDS[word][d->lang == PRSE_LANG_EN]);
}

void prse__doc_heading(prse__doc *d, prse__doc_word word)
{
    prse__buf_adds(d->out, "\n## ");
    prse__doc_say(d, word);
    prse__buf_adds(d->out, "\n\n");
}

void prse__doc_text(prse__doc *d, prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("\\`*_[]<>|", text.ptr[i]))
            prse__buf_addc(d->out, '\\');
        prse__buf_addc(d->out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    }
}

void prse__doc_text_in(prse__doc *d, prse__text text)
{
    prse__doc_text(d, prse__text_in(text, d->lang));
}

/* --- FEEL --- */

static void add_printed(prse__doc *d, prse_str text, int in_table)
{
    for (size_t i = 0; i < text.len; i++) {
        if (in_table && text.ptr[i] == '|')
            prse__buf_addc(d->out, '\\');
        prse__buf_addc(d->out, text.ptr[i]);
    }
}

/* A string may hold a backtick: the code is then fenced by two. */
void prse__doc_code(prse__doc *d, const prse__feel *expr, int in_table)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__feel_print(&text, expr);
    int ticks = text.len && memchr(text.ptr, '`', text.len);
    prse__buf_adds(d->out, ticks ? "`` " : "`");
    if (text.len)
        add_printed(d, prse__buf_str(&text), in_table);
    prse__buf_adds(d->out, ticks ? " ``" : "`");
    d->out->failed |= text.failed;
    prse__buf_free(&text);
}

static void add_table_line(prse__doc *d, const prse__table *t, size_t row)
{
    prse__buf_adds(d->out, "  |");
    for (size_t i = 0; i < t->input_count; i++) {
        prse__buf_addc(d->out, ' ');
        prse__doc_code(d, t->rows[row].tests[i], 1);
        prse__buf_adds(d->out, " |");
    }
    for (size_t i = 0; i < t->output_count; i++) {
        prse__buf_addc(d->out, ' ');
        prse__doc_code(d, t->rows[row].outputs[i], 1);
        prse__buf_adds(d->out, " |");
    }
    prse__buf_addc(d->out, '\n');
}

static void add_table(prse__doc *d, const prse__table *t)
{
    prse__buf_adds(d->out, "\n\n  |");
    for (size_t i = 0; i < t->input_count; i++) {
        prse__buf_addc(d->out, ' ');
        prse__doc_code(d, t->inputs[i], 1);
        prse__buf_adds(d->out, " |");
    }
    for (size_t i = 0; i < t->output_count; i++) {
        prse__buf_adds(d->out, " **");
        prse__doc_text(d, t->output_names[i]);
        prse__buf_adds(d->out, "** |");
    }
    prse__buf_adds(d->out, "\n  |");
    for (size_t i = 0; i < t->input_count + t->output_count; i++)
        prse__buf_adds(d->out, "---|");
    prse__buf_addc(d->out, '\n');
    for (size_t i = 0; i < t->row_count; i++)
        add_table_line(d, t, i);
    prse__buf_addc(d->out, '\n');
}

static void add_step(prse__doc *d, const prse__dated *step)
{
    if (step->table) {
        add_table(d, step->table);
        return;
    }
    prse__buf_addc(d->out, ' ');
    prse__doc_code(d, step->expr, 0);
    prse__buf_addc(d->out, '\n');
}

void prse__doc_rule(prse__doc *d, const prse__rule *rule)
{
    if (rule->count == 1 && rule->steps[0].from == PRSE__ALWAYS) {
        add_step(d, &rule->steps[0]);
        return;
    }
    prse__buf_addc(d->out, '\n');
    for (size_t i = 0; i < rule->count; i++) {
        prse__buf_adds(d->out, "  - ");
        prse__doc_period(d, rule->steps[i].from, PRSE__FOREVER);
        prse__buf_adds(d->out, d->lang == PRSE_LANG_EN ? ":" : "\u00a0:");
        add_step(d, &rule->steps[i]);
    }
}

void prse__doc_rule_item(prse__doc *d, prse__doc_word word,
                         const prse__rule *rule)
{
    if (!rule->count)
        return;
    prse__buf_adds(d->out, "- **");
    prse__doc_say(d, word);
    prse__buf_adds(d->out, d->lang == PRSE_LANG_EN ? ":**" : "\u00a0:**");
    prse__doc_rule(d, rule);
}

/* --- Dates and law --- */

void prse__doc_period(prse__doc *d, prse__date from, prse__date to)
{
    if (from == PRSE__ALWAYS && to == PRSE__FOREVER)
        prse__doc_say(d, PRSE__DOC_ALWAYS);
    if (from != PRSE__ALWAYS) {
        prse__doc_say(d, PRSE__DOC_FROM);
        prse__buf_addc(d->out, ' ');
        prse__date_print(d->out, from);
    }
    if (from != PRSE__ALWAYS && to != PRSE__FOREVER)
        prse__buf_addc(d->out, ' ');
    if (to != PRSE__FOREVER) {
        /* the last day on which it holds */
        prse__doc_say(d, PRSE__DOC_UNTIL);
        prse__buf_addc(d->out, ' ');
        prse__date_print(d->out, to - 1);
    }
}

void prse__doc_law_link(prse__doc *d, const prse__law *law)
{
    d->cited[law - d->tree->laws] = 1;
    prse__buf_addc(d->out, '[');
    prse__doc_text_in(d, law->title);
    prse__buf_adds(d->out, "](");
    prse__buf_add(d->out, law->url);
    prse__buf_addc(d->out, ')');
}

void prse__doc_law(prse__doc *d, const prse__law *law)
{
    if (!law)
        return;
    prse__buf_adds(d->out, " (");
    prse__doc_law_link(d, law);
    prse__buf_addc(d->out, ')');
}

void prse__doc_law_status(prse__doc *d, const prse__law *law)
{
    static const prse__doc_word STATUS[] = {
        [PRSE__LAW_IN_FORCE] = PRSE__DOC_IN_LAW,
        [PRSE__LAW_ADOPTED] = PRSE__DOC_ADOPTED,
        [PRSE__LAW_DRAFT] = PRSE__DOC_DRAFT};
    prse__doc_say(d, STATUS[law->status]);
}

void prse__doc_confidence(prse__doc *d, const prse__law *law)
{
    static const prse__doc_word CONFIDENCE[] = {
        [PRSE__CONFIDENCE_TEXT] = PRSE__DOC_TEXT_READ,
        [PRSE__CONFIDENCE_SECONDARY] = PRSE__DOC_SECONDARY,
        [PRSE__CONFIDENCE_MEMORY] = PRSE__DOC_MEMORY};
    prse__doc_say(d, CONFIDENCE[law->confidence]);
}
