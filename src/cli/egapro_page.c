/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/egapro_page.h"

#include <string.h>

#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/json_value.h"
#include "cli/page.h"
#include "cli/record_state.h"

enum { HANG = 38, YEAR_WIDTH = 6, BAR = 50, HIGHEST = 100 };

typedef struct sheet {
    const cli_context *cli;
    cli_page page;
    const cli_egapro *records;
    prse_str declaration, scores, balance; /* the records' members */
} sheet;

static const char *words(const sheet *s, cli_text_id id)
{
    return cli_text(s->cli, id);
}

static void heading(sheet *s, cli_text_id id)
{
    cli_page_blank(&s->page);
    cli_page_heading(&s->page, CLI_BOLD, prse_str_of(words(s, id)));
}

static void line(sheet *s, cli_text_id label, cli_buffer *text)
{
    if (text->len > 0)
        cli_page_item(&s->page, 2, HANG, CLI_DIM, words(s, label),
                      cli_buffer_str(text));
    cli_buffer_clear(text);
}

static void show_title(sheet *s)
{
    cli_buffer title = {0}, year = {0}, sub = {0};
    prse_str name = cli_json_at(s->declaration, "entreprise.raison_sociale");
    if (cli_json_is_nothing(name))
        name = cli_json_at(s->scores, "entreprise.raison_sociale");
    cli_json_add_value(&title, name);
    cli_buffer_add_text(&title, title.len > 0 ? " · SIREN " : "SIREN ");
    cli_add_number_groups(&title, prse_str_of(s->records->number->siren));
    cli_page_title(&s->page, cli_buffer_str(&title));
    cli_buffer_add_number(&year, s->records->year);
    prse_str value = cli_buffer_str(&year);
    cli_add_words(&sub, s->cli, TEXT_EGAPRO_OF_YEAR, &value, 1);
    cli_page_text(&s->page, 0, cli_buffer_str(&sub));
    cli_page_blank(&s->page);
    cli_buffer_free(&title);
    cli_buffer_free(&year);
    cli_buffer_free(&sub);
}

/* Codes of Egapro with the words for them. */
typedef struct code_words {
    const char *code;
    cli_text_id words;
} code_words;

static void add_code(cli_buffer *out, const sheet *s, prse_str value,
                     const code_words *codes)
{
    for (size_t i = 0; codes[i].code; i++) {
        if (cli_json_is(value, codes[i].code)) {
            cli_buffer_add_text(out, words(s, codes[i].words));
            return;
        }
    }
    cli_json_add_value(out, value);
}

int cli_egapro_hides(const cli_egapro *records)
{
    cli_buffer path = {0};
    prse_str declaration = prse_text_str(records->texts[0]);
    prse_str scores = prse_text_str(records->texts[1]);
    prse_str state = cli_json_at(scores, "egapro_notes.etat");
    cli_buffer_add_text(&path, "egapro_notes.annees.");
    cli_buffer_add_number(&path, records->year);
    int fails = cli_json_number(cli_json_at(declaration, "egapro.http")) ==
                500;
    int proved = cli_json_at(scores, path.text).len > 0;
    int answers = cli_json_is(state, "lue") || cli_json_is(state, "absente");
    cli_buffer_free(&path);
    return !fails ? 0 : proved ? 2 : answers;
}

static void add_state(cli_buffer *out, const sheet *s)
{
    switch (cli_egapro_hides(s->records)) {
    case 2:
        cli_buffer_add_text(out, words(s, TEXT_EGAPRO_HIDDEN));
        break;
    case 1:
        cli_buffer_add_text(out, words(s, TEXT_EGAPRO_FAILS));
        break;
    default:
        cli_record_state(out, s->cli, s->declaration, TEXT_PUBLISHED,
                         TEXT_NOT_PUBLISHED);
    }
}

/* What only a declaration that was read has. */
static void show_index(sheet *s, cli_buffer *text)
{
    static const code_words measures[] = {{"mmo", TEXT_MEASURES_TAKEN},
                                          {"me", TEXT_MEASURES_PLANNED},
                                          {"mne", TEXT_MEASURES_NONE},
                                          {NULL, TEXT_NONE}};
    prse_str index = cli_json_at(s->declaration, "index");
    if (cli_json_is(cli_json_at(s->declaration, "version"), "v2"))
        cli_buffer_add_text(text, words(s, TEXT_EGAPRO_GAPS_ONLY));
    else if (cli_json_is_nothing(index))
        cli_buffer_add_text(text, words(s, TEXT_NOT_COMPUTABLE));
    cli_json_add_value(text, index);
    line(s, TEXT_EGAPRO_INDEX, text);
    cli_json_add_value(text, cli_json_at(s->declaration,
                                         "entreprise.effectif"));
    line(s, TEXT_EGAPRO_STAFF, text);
    add_code(text, s, cli_json_at(s->declaration, "mesures_correctives"),
             measures);
    line(s, TEXT_EGAPRO_MEASURES, text);
}

/* Where Egapro did not answer: what its public file has. */
static void show_source(sheet *s, cli_buffer *text)
{
    if (!cli_json_is_nothing(cli_json_at(s->declaration, "source")))
        cli_buffer_add_text(text, words(s, TEXT_EGAPRO_FROM_FILE));
    else if (!cli_json_is_nothing(cli_json_at(s->declaration,
                                              "fichier_public")))
        cli_buffer_add_text(text, words(s, TEXT_EGAPRO_NOT_IN_FILE));
    line(s, TEXT_EGAPRO_SOURCE, text);
}

static void show_declaration(sheet *s)
{
    cli_buffer text = {0};
    add_state(&text, s);
    line(s, TEXT_EGAPRO_DECLARATION, &text);
    show_source(s, &text);
    if (cli_json_is(cli_json_at(s->declaration, "etat"), "lue"))
        show_index(s, &text);
    cli_buffer_free(&text);
}

/* "29", "non calculable : absence de promotions" */
static void add_indicator(cli_buffer *out, const sheet *s, prse_str indicator)
{
    static const code_words reasons[] = {
        {"egvi40pcet", TEXT_NC_GROUPS},   {"absaugi", TEXT_NC_RAISES},
        {"absprom", TEXT_NC_PROMOTIONS},  {"etsno5f5h", TEXT_NC_FEW},
        {"absrcm", TEXT_NC_MATERNITY},    {"absaugpdtcm", TEXT_NC_NO_RAISE},
        {"am", TEXT_NC_OTHER},            {NULL, TEXT_NONE}};
    prse_str note = cli_json_at(indicator, "note");
    prse_str reason = cli_json_at(indicator, "non_calculable");
    cli_json_add_value(out, note);
    if (!cli_json_is_nothing(note) || cli_json_is_nothing(reason))
        return;
    cli_buffer_add_text(out, words(s, TEXT_NOT_COMPUTABLE));
    cli_buffer_add_text(out, words(s, TEXT_COLON));
    add_code(out, s, reason, reasons);
}

/* Indicators, in the order of the decree; some are for small companies, some
 * for large ones. */
static void show_indicators(sheet *s)
{
    static const struct {
        const char *path;
        cli_text_id label;
    } indicators[] = {
        {"indicateurs.remunerations", TEXT_EGAPRO_PAY},
        {"indicateurs.augmentations", TEXT_EGAPRO_RAISES},
        {"indicateurs.promotions", TEXT_EGAPRO_PROMOTIONS},
        {"indicateurs.augmentations_et_promotions", TEXT_EGAPRO_BOTH},
        {"indicateurs.conges_maternite", TEXT_EGAPRO_MATERNITY},
        {"indicateurs.hautes_remunerations", TEXT_EGAPRO_TOP},
    };
    cli_buffer text = {0};
    if (cli_json_is_nothing(cli_json_at(s->declaration, "indicateurs")))
        return;
    heading(s, TEXT_EGAPRO_POINTS);
    for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++) {
        add_indicator(&text, s, cli_json_at(s->declaration,
                                            indicators[i].path));
        line(s, indicators[i].label, &text);
    }
    cli_buffer_free(&text);
}

/* All that the second version of Egapro has. */
static void show_gaps(sheet *s)
{
    static const struct {
        const char *path;
        cli_text_id label;
    } gaps[] = {
        {"ecarts.global_annuel_moyen", TEXT_GAP_ANNUAL_MEAN},
        {"ecarts.global_annuel_median", TEXT_GAP_ANNUAL_MEDIAN},
        {"ecarts.global_horaire_moyen", TEXT_GAP_HOURLY_MEAN},
        {"ecarts.global_horaire_median", TEXT_GAP_HOURLY_MEDIAN},
    };
    cli_buffer text = {0};
    if (cli_json_is_nothing(cli_json_at(s->declaration, "ecarts")))
        return;
    heading(s, TEXT_EGAPRO_GAPS);
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        cli_json_add_value(&text, cli_json_at(s->declaration, gaps[i].path));
        line(s, gaps[i].label, &text);
    }
    cli_buffer_free(&text);
}

static void show_bdese(sheet *s)
{
    prse_str bdese = cli_json_at(s->declaration, "bdese");
    prse_str women = cli_json_at(
        bdese, "nombre_femmes_plus_hautes_remunerations");
    prse_str aims = cli_json_at(bdese, "objectifs_progression");
    cli_buffer text = {0};
    if (cli_json_is_nothing(women) && cli_json_is_nothing(aims))
        return;
    heading(s, TEXT_EGAPRO_FOR_BDESE);
    cli_json_add_value(&text, women);
    line(s, TEXT_EGAPRO_WOMEN, &text);
    cli_json_add_value(&text, aims);
    line(s, TEXT_EGAPRO_AIMS, &text);
    cli_buffer_free(&text);
}

/* The year that follows the last one, whatever the order of the record; 0:
 * there is none. */
static int next_year(prse_str years, int64_t *last, prse_str *year,
                     prse_str *one)
{
    prse_str name, value;
    int64_t best = INT64_MAX;
    for (size_t at = 0; cli_json_next(years, &at, &name, &value);) {
        int64_t number = cli_json_number(name);
        if (number <= *last || number >= best)
            continue;
        best = number;
        *year = name;
        *one = value;
    }
    *last = best;
    return best < INT64_MAX;
}

/* "  2024  ██████████████████████░░░░░  44" */
static void show_score(sheet *s, prse_str year, prse_str index)
{
    cli_buffer text = {0};
    int64_t score = cli_json_number(index);
    int known = !cli_json_is_nothing(index);
    size_t full = known && score > 0
                      ? (size_t)(score < HIGHEST ? score : HIGHEST) * BAR /
                            HIGHEST
                      : 0;
    cli_buffer_add(&text, year);
    cli_buffer_add_text(&text, "  ");
    cli_buffer_add_repeated(&text, "█", full);
    cli_buffer_add_repeated(&text, "░", BAR - full);
    cli_buffer_add_text(&text, "  ");
    cli_json_add_value(&text, index);
    if (!known)
        cli_buffer_add_text(&text, words(s, TEXT_NOT_COMPUTABLE));
    cli_page_line(&s->page, 2, CLI_PLAIN, cli_buffer_str(&text));
    cli_buffer_free(&text);
}

static void show_scores(sheet *s)
{
    prse_str years = cli_json_at(s->scores, "annees"), year, one;
    cli_buffer text = {0};
    heading(s, TEXT_EGAPRO_YEARS);
    if (cli_json_is_nothing(years)) {
        cli_record_state(&text, s->cli, s->scores, TEXT_NO_SCORE,
                         TEXT_NO_SCORE);
        cli_page_text(&s->page, 2, cli_buffer_str(&text));
    }
    for (int64_t last = 0; next_year(years, &last, &year, &one);)
        show_score(s, year, cli_json_at(one, "index"));
    cli_buffer_free(&text);
}

/* "25 % de femmes, 75 % d’hommes" */
static void add_shares(cli_buffer *out, const sheet *s, prse_str women,
                       prse_str men, prse_str reason)
{
    cli_buffer shares[2] = {{0}, {0}};
    cli_json_add_value(&shares[0], women);
    cli_json_add_value(&shares[1], men);
    prse_str values[] = {cli_buffer_str(&shares[0]),
                         cli_buffer_str(&shares[1])};
    if (shares[0].len > 0 && shares[1].len > 0)
        cli_add_words(out, s->cli, TEXT_SHARES, values, 2);
    else if (!cli_json_is_nothing(reason))
        cli_buffer_add_text(out, words(s, TEXT_NOT_COMPUTABLE));
    cli_buffer_free(&shares[0]);
    cli_buffer_free(&shares[1]);
}

static void show_balance_of(sheet *s, prse_str year, prse_str one)
{
    cli_buffer text = {0};
    add_shares(&text, s, cli_json_at(one, "femmes_cadres"),
               cli_json_at(one, "hommes_cadres"),
               cli_json_at(one, "motif_cadres"));
    cli_page_line(&s->page, 2, CLI_BOLD, year);
    line(s, TEXT_LEADERS, &text);
    add_shares(&text, s, cli_json_at(one, "femmes_membres"),
               cli_json_at(one, "hommes_membres"),
               cli_json_at(one, "motif_membres"));
    line(s, TEXT_BOARD, &text);
    cli_buffer_free(&text);
}

static void show_balance(sheet *s)
{
    prse_str years = cli_json_at(s->balance, "annees"), year, one;
    cli_buffer text = {0};
    heading(s, TEXT_EGAPRO_BALANCE);
    if (cli_json_is_nothing(years)) {
        cli_record_state(&text, s->cli, s->balance, TEXT_NO_BALANCE,
                         TEXT_NO_BALANCE);
        cli_page_text(&s->page, 2, cli_buffer_str(&text));
    }
    for (int64_t last = 0; next_year(years, &last, &year, &one);)
        show_balance_of(s, year, one);
    cli_buffer_free(&text);
}

cli_exit cli_egapro_write(const cli_context *cli, const cli_egapro *records)
{
    static void (*const parts[])(sheet *) = {
        show_title, show_declaration, show_indicators, show_gaps,
        show_bdese, show_scores,      show_balance,
    };
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    sheet s = {cli, cli_page_on(&out), records,
               cli_json_at(prse_text_str(records->texts[0]), "egapro"),
               cli_json_at(prse_text_str(records->texts[1]), "egapro_notes"),
               cli_json_at(prse_text_str(records->texts[2]),
                           "representation_equilibree")};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        parts[i](&s);
    return cli_output_close(&out, CLI_OK);
}
