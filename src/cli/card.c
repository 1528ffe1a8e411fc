/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/card.h"

#include "cli/complain.h"
#include "cli/deadlines.h"

typedef struct card {
    cli_page *page;
    cli_company *company;
    size_t obligation;
    prse_answer answer;
    prse_obligation_info info;
    cli_buffer text; /* of the line being made */
    prse_error err;
} card;

static const struct {
    const char *sign;
    cli_colour colour;
    cli_text_id name;
} answers[] = {
    [PRSE_NOT_SUBJECT] = {"·", CLI_DIM, TEXT_NOT_SUBJECT},
    [PRSE_SUBJECT] = {"●", CLI_GREEN, TEXT_SUBJECT},
    [PRSE_UNKNOWN] = {"?", CLI_YELLOW, TEXT_UNDECIDED},
    [PRSE_RECOMMENDED] = {"○", CLI_BLUE, TEXT_RECOMMENDED},
    [PRSE_INSUFFICIENT] = {"!", CLI_YELLOW, TEXT_INSUFFICIENT},
};

cli_colour cli_answer_colour(prse_answer answer)
{
    return answers[answer].colour;
}

static const char *words(const card *c, cli_text_id id)
{
    return cli_text(c->company->cli, id);
}

static void item(card *c, cli_colour colour, const char *label, prse_str text)
{
    if (text.len > 0)
        cli_page_item(c->page, CLI_CARD_INDENT, CLI_CARD_HANG, colour, label,
                      text);
}

/* Writes what was made and begins anew; the label stands once. */
static void item_made(card *c, cli_text_id *label)
{
    item(c, CLI_DIM, *label == TEXT_NONE ? "" : words(c, *label),
         cli_buffer_str(&c->text));
    cli_buffer_clear(&c->text);
    *label = TEXT_NONE;
}

static cli_exit title(card *c)
{
    static const cli_text_id followed[] = {
        [PRSE_TO_UPDATE] = TEXT_TO_UPDATE,
        [PRSE_IN_PROGRESS] = TEXT_IN_PROGRESS,
        [PRSE_UP_TO_DATE] = TEXT_UP_TO_DATE,
    };
    prse_compliance compliance;
    if (prse_report_compliance(c->company->report, c->obligation, &compliance,
                               &c->err) != PRSE_OK)
        return cli_complain_error(&c->err);
    cli_buffer right = {0};
    cli_buffer_add_text(&right, words(c, answers[c->answer].name));
    if (compliance <= PRSE_UP_TO_DATE) {
        cli_buffer_add_text(&right, ", ");
        cli_buffer_add_text(&right, words(c, followed[compliance]));
    }
    cli_buffer_add_text(&c->text, answers[c->answer].sign);
    cli_buffer_add_char(&c->text, ' ');
    cli_buffer_add(&c->text, c->info.label);
    cli_page_ends(c->page, 2, answers[c->answer].colour,
                  cli_buffer_str(&c->text), cli_buffer_str(&right));
    cli_buffer_clear(&c->text);
    cli_buffer_free(&right);
    return CLI_OK;
}

static cli_exit sentence(card *c, prse_sentence what, cli_colour colour,
                         cli_text_id label)
{
    prse_str text;
    if (prse_report_sentence(&text, c->company->report, c->obligation, what,
                             c->company->cli->lang, &c->err) != PRSE_OK)
        return cli_complain_error(&c->err);
    item(c, colour, words(c, label), text);
    return CLI_OK;
}

static cli_exit reason(card *c)
{
    return sentence(c, PRSE_SENTENCE_REASON, CLI_DIM, TEXT_WHY);
}

static cli_exit change(card *c)
{
    return sentence(c, PRSE_SENTENCE_CHANGE, CLI_DIM, TEXT_CHANGE);
}

static int is_open(const card *c)
{
    return c->answer == PRSE_UNKNOWN || c->answer == PRSE_INSUFFICIENT;
}

/* The labels of the first few facts, each once whatever its years, and how
 * many more there are. */
static cli_exit add_missing(card *c, const prse_fact_use *uses, size_t count)
{
    enum { SHOWN = 3 };
    size_t facts = 0;
    cli_buffer more = {0};
    for (size_t i = 0; i < count; i++) {
        prse_fact_info info = {.size = sizeof info};
        size_t seen = 0;
        while (seen < i && uses[seen].fact != uses[i].fact)
            seen++;
        if (seen < i || facts++ >= SHOWN)
            continue;
        if (prse_pack_fact(c->company->pack, uses[i].fact,
                           c->company->cli->lang, &info, &c->err) != PRSE_OK)
            return cli_complain_error(&c->err);
        cli_buffer_add_text(&c->text, c->text.len > 0 ? ", " : "");
        cli_buffer_add(&c->text, info.label);
    }
    if (facts > SHOWN) {
        cli_buffer_add_number(&more, (int64_t)(facts - SHOWN));
        prse_str value = cli_buffer_str(&more);
        cli_buffer_add_filled(&c->text, words(c, TEXT_AND_MORE), &value, 1);
    }
    cli_buffer_free(&more);
    return CLI_OK;
}

static cli_exit missing_in_brief(card *c)
{
    enum { MOST = 64 };
    prse_fact_use uses[MOST];
    cli_text_id label = TEXT_MISSING;
    size_t count = prse_report_missing(c->company->report, c->obligation,
                                       uses, MOST);
    if (count == 0 || !is_open(c))
        return CLI_OK;
    cli_exit code = add_missing(c, uses, count < MOST ? count : MOST);
    item_made(c, &label);
    return code;
}

static cli_exit missing(card *c)
{
    if (c->company->brief)
        return missing_in_brief(c);
    return sentence(c, PRSE_SENTENCE_MISSING, CLI_YELLOW, TEXT_MISSING);
}

static cli_exit read_part(card *c, prse_obligation_part part, size_t index,
                          prse_part_info *out)
{
    *out = (prse_part_info){.size = sizeof *out};
    prse_status status = prse_pack_part(c->company->pack, c->obligation, part,
                                        index, c->company->cli->lang, out);
    if (status == PRSE_OK)
        return CLI_OK;
    prse_str name = prse_str_of(prse_status_name(status));
    return cli_complain(c->company->cli, CLI_INTERNAL, TEXT_DEFECT, &name, 1);
}

static cli_exit criteria(card *c)
{
    cli_text_id label = TEXT_CRITERIA;
    for (size_t i = 0; i < c->info.criterion_count; i++) {
        int met = prse_report_criterion(c->company->report, c->obligation, i);
        prse_part_info part;
        if (met == 0 || (met < 0 && !is_open(c)))
            continue;
        cli_exit code = read_part(c, PRSE_PART_CRITERION, i, &part);
        if (code != CLI_OK)
            return code;
        cli_buffer_add_text(&c->text, met > 0 ? "✓ " : "? ");
        cli_buffer_add(&c->text, part.text.len > 0 ? part.text : part.id);
        item_made(c, &label);
    }
    return CLI_OK;
}

static void add_value(card *c, prse_str value, int known)
{
    if (!known)
        cli_buffer_add_text(&c->text, words(c, TEXT_NOT_KNOWN));
    else if (value.len == 4 && value.ptr[0] == 't')
        cli_buffer_add_text(&c->text, words(c, TEXT_YES));
    else if (value.len == 5 && value.ptr[0] == 'f')
        cli_buffer_add_text(&c->text, words(c, TEXT_NO));
    else
        cli_buffer_add(&c->text, value);
}

static cli_exit outputs(card *c)
{
    cli_text_id label = TEXT_OUTPUTS;
    if (is_open(c))
        return CLI_OK;
    for (size_t i = 0; i < c->info.output_count; i++) {
        prse_str value;
        int known = 0;
        prse_part_info part;
        cli_exit code = read_part(c, PRSE_PART_OUTPUT, i, &part);
        if (code != CLI_OK)
            return code;
        if (prse_report_output(&value, c->company->report, c->obligation, i,
                               &known, &c->err) != PRSE_OK)
            return cli_complain_error(&c->err);
        if (known ? value.len == 0 : c->answer != PRSE_SUBJECT)
            continue;
        cli_buffer_add(&c->text, part.text.len > 0 ? part.text : part.id);
        cli_buffer_add_text(&c->text, words(c, TEXT_COLON));
        add_value(c, value, known);
        item_made(c, &label);
    }
    return CLI_OK;
}

static cli_exit first_year(card *c)
{
    cli_text_id label = TEXT_SINCE;
    int32_t year = prse_report_first_year(c->company->report, c->obligation);
    if (year == 0)
        return CLI_OK;
    cli_buffer number = {0};
    cli_buffer_add_number(&number, year);
    prse_str value = cli_buffer_str(&number);
    cli_buffer_add_filled(&c->text, words(c, TEXT_FIRST_YEAR), &value, 1);
    cli_buffer_free(&number);
    item_made(c, &label);
    return CLI_OK;
}

static cli_exit deadline(card *c)
{
    const cli_context *cli = c->company->cli;
    cli_text_id label = TEXT_DEADLINE;
    cli_deadlines list = {0};
    cli_exit code = cli_deadlines_add(&list, c->company, c->obligation);
    cli_deadlines_sort(&list);
    const cli_deadline *next = cli_deadlines_pressing(
        &list, c->company->day);
    if (code == CLI_OK && next) {
        cli_day_add_words(&c->text, cli, next->day);
        if (next->every > 0) {
            cli_buffer_add_text(&c->text, ", ");
            cli_deadline_add_rhythm(&c->text, cli, next->every);
        }
        if (cli_day_compare(next->day, c->company->day) < 0)
            cli_buffer_add_text(&c->text, words(c, TEXT_PAST));
        cli_buffer_add_text(&c->text, words(c, TEXT_COLON));
        cli_buffer_add(&c->text, next->label);
        item_made(c, &label);
    }
    cli_deadlines_free(&list);
    return code;
}

static cli_exit duties(card *c)
{
    cli_text_id label = TEXT_DUTIES;
    for (size_t i = 0; i < c->info.duty_count; i++) {
        prse_part_info part;
        if (prse_report_duty(c->company->report, c->obligation, i) == 0)
            continue;
        cli_exit code = read_part(c, PRSE_PART_DUTY, i, &part);
        if (code != CLI_OK)
            return code;
        cli_buffer_add(&c->text, part.text);
        item_made(c, &label);
    }
    return CLI_OK;
}

static cli_exit sanctions(card *c)
{
    cli_text_id label = TEXT_SANCTIONS;
    for (size_t i = 0; i < c->info.sanction_count; i++) {
        prse_part_info part;
        cli_exit code = read_part(c, PRSE_PART_SANCTION, i, &part);
        if (code != CLI_OK)
            return code;
        cli_buffer_add(&c->text, part.text);
        item_made(c, &label);
    }
    return CLI_OK;
}

static cli_exit details(card *c)
{
    if (!cli_args_value(c->company->cli->args, OPTION_DETAILS))
        return CLI_OK;
    item(c, CLI_DIM, words(c, TEXT_SUMMARY), c->info.summary);
    if (c->answer != PRSE_SUBJECT)
        return CLI_OK;
    cli_exit code = duties(c);
    if (code == CLI_OK)
        code = sanctions(c);
    item(c, CLI_DIM, words(c, TEXT_AUTHORITY), c->info.authority);
    item(c, CLI_DIM, words(c, TEXT_PLATFORM), c->info.platform);
    return code;
}

static cli_exit law(card *c)
{
    cli_text_id label = TEXT_LAW;
    for (size_t i = 0; i < c->info.law_count; i++) {
        prse_part_info part;
        cli_exit code = read_part(c, PRSE_PART_LAW, i, &part);
        if (code != CLI_OK)
            return code;
        if (c->text.len > 0)
            cli_buffer_add_text(&c->text, words(c, TEXT_SEMICOLON));
        cli_buffer_add(&c->text, part.text);
    }
    item_made(c, &label);
    return sentence(c, PRSE_SENTENCE_LAW, CLI_YELLOW, TEXT_WARNING);
}

/* What a card is made of, and what of it a brief one keeps. */
static const struct {
    cli_exit (*show)(card *);
    int is_brief;
} parts[] = {
    {title, 1},      {reason, 1},   {criteria, 0}, {outputs, 0},
    {first_year, 0}, {deadline, 1}, {change, 0},   {missing, 1},
    {details, 1},    {law, 0},
};

cli_exit cli_card(cli_page *page, cli_company *company, size_t obligation)
{
    card c = {.page = page,
              .company = company,
              .obligation = obligation,
              .answer = prse_report_answer(company->report, obligation),
              .info = {.size = sizeof c.info}};
    cli_exit code = CLI_OK;
    if (prse_pack_obligation(company->pack, obligation, company->cli->lang,
                             &c.info, &c.err) != PRSE_OK)
        return cli_complain_error(&c.err);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && code == CLI_OK;
         i++)
        if (parts[i].is_brief || !company->brief)
            code = parts[i].show(&c);
    cli_page_blank(page);
    cli_buffer_free(&c.text);
    return code;
}
