/* SPDX-License-Identifier: Apache-2.0 */
#include "test_soundness_random.h"

#include <string.h>

/* --- Chance --- */

chance chance_from(uint64_t seed)
{
    return (chance){seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
}

uint64_t chance_next(chance *c)
{
    uint64_t z = c->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

size_t chance_below(chance *c, size_t below)
{
    return (size_t)(chance_next(c) >> 16) % below;
}

int chance_of(chance *c, unsigned percent)
{
    return chance_below(c, 100) < percent;
}

#define ONE_OF(c, table) \
    (table)[chance_below((c), sizeof(table) / sizeof *(table))]

static void put(random_pack *p, const char *text)
{
    prse__buf_adds(&p->text, text);
}

/* --- Names --- */

static const char *fact_of(random_pack *p, prse__fact_type type)
{
    size_t start = chance_below(p->c, RANDOM_FACTS);
    for (size_t i = 0; !p->pure && i < p->fact_count; i++) {
        const random_fact *f = &p->facts[(start + i) % p->fact_count];
        if (f->type == type)
            return f->name;
    }
    return NULL;
}

/* --- Expressions: each writer writes one of its kind --- */

typedef void writer(random_pack *p, int depth);

static void put_truth(random_pack *p, int depth);
static void put_number(random_pack *p, int depth);
static void put_date(random_pack *p, int depth);
static void put_word(random_pack *p, int depth);

static void put_choice_of(random_pack *p, writer *what, int depth)
{
    put(p, "(if ");
    put_truth(p, depth - 1);
    put(p, " then ");
    what(p, depth - 1);
    put(p, " else ");
    what(p, depth - 1);
    put(p, ")");
}

static void put_number_constant(random_pack *p)
{
    static const char *const CONSTANTS[] = {
        "0", "1", "10", "50", "50.5", "-3", "1e2", "s0", "s1", "s0 + 1",
        "10 * 2", "plus_un(s1)", "max(s0, 10)", "if s0 > 40 then 12 else 60"};
    int wrapped = chance_of(p->c, 10);
    put(p, wrapped ? "(" : "");
    const char *text = ONE_OF(p->c, CONSTANTS);
    int loose = strchr(text, ' ') != NULL && !wrapped;
    put(p, loose ? "(" : "");
    put(p, text);
    put(p, loose || wrapped ? ")" : "");
}

static void put_number(random_pack *p, int depth)
{
    const char *fact = fact_of(p, chance_of(p->c, 70) ? PRSE__FACT_NUMBER
                                                      : PRSE__FACT_COUNT);
    if (depth > 0 && chance_of(p->c, 15))
        put_choice_of(p, put_number, depth);
    else if (p->numbers && !p->pure && chance_of(p->c, 15))
        put(p, "w");
    else if (fact && chance_of(p->c, 80))
        put(p, fact);
    else
        put_number_constant(p);
}

static void put_date_constant(random_pack *p)
{
    static const char *const CONSTANTS[] = {
        "date(\"2024-02-29\")", "@\"2024-03-01\"", "date(2025, 1, 1)", "j0",
        "(j0 + duration(\"P1D\"))"};
    put(p, ONE_OF(p->c, CONSTANTS));
}

static void put_date(random_pack *p, int depth)
{
    const char *fact = fact_of(p, PRSE__FACT_DATE);
    if (depth > 0 && chance_of(p->c, 15))
        put_choice_of(p, put_date, depth);
    else if (fact && chance_of(p->c, 85))
        put(p, fact);
    else
        put_date_constant(p);
}

static void put_word_constant(random_pack *p)
{
    static const char *const WORDS[] = {"\"sa\"", "\"sas\"", "\"autre\"",
                                        "\"inconnue\"", "null"};
    put(p, ONE_OF(p->c, WORDS));
}

static void put_word(random_pack *p, int depth)
{
    const char *fact = fact_of(p, PRSE__FACT_TEXT);
    if (depth > 0 && chance_of(p->c, 25))
        put_choice_of(p, put_word, depth);
    else if (fact && chance_of(p->c, 85))
        put(p, fact);
    else
        put_word_constant(p);
}

/* --- Comparisons with constants --- */

typedef struct domain {
    writer *value;
    void (*constant)(random_pack *p);
    const char *low, *high; /* in order */
} domain;

static const domain NUMBERS = {put_number, put_number_constant, "10", "s1"};
static const domain DATES = {put_date, put_date_constant, "@\"2024-02-29\"",
                             "j0"};

static const domain *a_domain(random_pack *p)
{
    return !fact_of(p, PRSE__FACT_DATE) || chance_of(p->c, 65) ? &NUMBERS
                                                               : &DATES;
}

static const char *const COMPARISONS[] = {"=", "!=", "<", "<=", ">", ">="};

static void put_comparison(random_pack *p, int depth)
{
    const domain *d = a_domain(p);
    int mirrored = chance_of(p->c, 25);
    if (mirrored)
        d->constant(p);
    else
        d->value(p, depth - 1);
    prse__buf_addf(&p->text, " %s ", ONE_OF(p->c, COMPARISONS));
    if (mirrored)
        d->value(p, depth - 1);
    else if (chance_of(p->c, 8))
        put(p, "null");
    else
        d->constant(p);
}

static void put_between(random_pack *p, int depth)
{
    const domain *d = a_domain(p);
    d->value(p, depth - 1);
    put(p, " between ");
    d->constant(p);
    put(p, " and ");
    d->constant(p);
}

static void put_range(random_pack *p, const domain *d)
{
    static const char *const LOW[] = {"[", "("};
    static const char *const HIGH[] = {"]", ")"};
    int ordered = chance_of(p->c, 60);
    put(p, ONE_OF(p->c, LOW));
    if (ordered)
        put(p, d->low);
    else
        d->constant(p);
    put(p, "..");
    if (ordered)
        put(p, d->high);
    else
        d->constant(p);
    put(p, ONE_OF(p->c, HIGH));
}

static void put_test(random_pack *p, const domain *d)
{
    switch (chance_below(p->c, 7)) {
    case 0:
    case 1:
        put_range(p, d);
        break;
    case 2:
        prse__buf_addf(&p->text, "%s ", ONE_OF(p->c, COMPARISONS));
        d->constant(p);
        break;
    case 3:
        put(p, "null");
        break;
    case 4:
        put(p, "? > ");
        d->constant(p);
        break;
    case 5:
        put(p, "[");
        put_range(p, d);
        put(p, ", ");
        d->constant(p);
        put(p, "]");
        break;
    default:
        d->constant(p);
    }
}

static void put_tests(random_pack *p, const domain *d)
{
    size_t count = 1 + chance_below(p->c, 3);
    for (size_t i = 0; i < count; i++) {
        put(p, i ? ", " : "");
        put_test(p, d);
    }
}

static void put_in(random_pack *p, int depth)
{
    const domain *d = a_domain(p);
    d->value(p, depth - 1);
    put(p, " in (");
    put_tests(p, d);
    put(p, ")");
}

/* Which range it is depends on something else. */
static void put_in_chosen(random_pack *p, int depth)
{
    const domain *d = a_domain(p);
    d->value(p, depth - 1);
    put(p, " in (if ");
    put_truth(p, depth - 1);
    put(p, " then ");
    put_range(p, d);
    put(p, " else [");
    put_range(p, d);
    put(p, ", ");
    d->constant(p);
    put(p, "])");
}

/* One of several constants, by name. */
static void put_any_constant(random_pack *p, int depth)
{
    const domain *d = a_domain(p);
    prse__buf_addf(&p->text, "%s k in [",
                   chance_of(p->c, 50) ? "some" : "every");
    d->constant(p);
    put(p, ", ");
    d->constant(p);
    put(p, "] satisfies ");
    d->value(p, depth - 1);
    prse__buf_addf(&p->text, " %s k", ONE_OF(p->c, COMPARISONS));
}

/* How many constants it reaches. */
static void put_reached(random_pack *p, int depth)
{
    put(p, "count([");
    put_number_constant(p);
    put(p, ", ");
    put_number_constant(p);
    put(p, ", ");
    put_number_constant(p);
    put(p, "][item <= ");
    put_number(p, depth - 1);
    prse__buf_addf(&p->text, "]) >= %u",
                   (unsigned)chance_below(p->c, 4));
}

static void put_null_test(random_pack *p, int depth)
{
    static writer *const VALUES[] = {put_number, put_date, put_word,
                                     put_truth};
    writer *value = ONE_OF(p->c, VALUES);
    put(p, value == put_truth ? "(" : "");
    value(p, depth - 1);
    put(p, value == put_truth ? ")" : "");
    put(p, chance_of(p->c, 50) ? " = null" : " != null");
}

/* --- Words --- */

static void put_word_equal(random_pack *p, int depth)
{
    put_word(p, depth - 1);
    put(p, chance_of(p->c, 70) ? " = " : " != ");
    if (chance_of(p->c, 80))
        put_word_constant(p);
    else
        put_word(p, depth - 1);
}

static void put_word_in(random_pack *p, int depth)
{
    put_word(p, depth - 1);
    put(p, " in (");
    put_word_constant(p);
    put(p, ", ");
    put_word_constant(p);
    put(p, ")");
}

static void put_word_listed(random_pack *p, int depth)
{
    static const char *const FORMS[] = {
        "list contains([\"sa\", \"autre\"], ", "starts with(",
        "ends with(", "string length("};
    const char *form = ONE_OF(p->c, FORMS);
    put(p, form);
    put_word(p, depth - 1);
    put(p, strstr(form, "s with") ? ", \"sa\")"
           : strstr(form, "length") ? ") > 2"
                                    : ")");
}

/* --- Truths --- */

static void put_truth_fact(random_pack *p, int depth)
{
    const char *fact = fact_of(p, PRSE__FACT_BOOLEAN);
    (void)depth;
    put(p, fact ? fact : chance_of(p->c, 50) ? "true" : "false");
}

static void put_truth_definition(random_pack *p, int depth)
{
    if (p->truths && !p->pure)
        prse__buf_addf(&p->text, "v%zu", chance_below(p->c, p->truths));
    else
        put_truth_fact(p, depth);
}

static void put_truth_equal(random_pack *p, int depth)
{
    static const char *const TAILS[] = {" = true", " != false", " = false",
                                        " = null", " in (true, null)"};
    put(p, "(");
    put_truth(p, depth - 1);
    put(p, ")");
    put(p, ONE_OF(p->c, TAILS));
}

static void put_connected(random_pack *p, int depth)
{
    const char *between = chance_of(p->c, 50) ? " and " : " or ";
    put(p, "(");
    put_truth(p, depth - 1);
    put(p, between);
    put_truth(p, depth - 1);
    if (chance_of(p->c, 30)) {
        put(p, between);
        put_truth(p, depth - 1);
    }
    put(p, ")");
}

static void put_not(random_pack *p, int depth)
{
    put(p, "not(");
    put_truth(p, depth - 1);
    put(p, ")");
}

static void put_truth_choice(random_pack *p, int depth)
{
    put_choice_of(p, put_truth, depth);
}

static void put_truth_list(random_pack *p, int depth)
{
    size_t count = 2 + chance_below(p->c, 3);
    put(p, "[");
    for (size_t i = 0; i < count; i++) {
        put(p, i ? ", " : "");
        put_truth(p, depth - 1);
    }
    put(p, "]");
}

static void put_count_of(random_pack *p, int depth)
{
    static const char *const TAILS[] = {"[item = true])", "[item = false])",
                                        "[item])", "[item != true])"};
    put(p, "count(");
    put_truth_list(p, depth);
    put(p, ONE_OF(p->c, TAILS));
    prse__buf_addf(&p->text, " %s %u", ONE_OF(p->c, COMPARISONS),
                   (unsigned)chance_below(p->c, 4));
}

static void put_quantified(random_pack *p, int depth)
{
    static const char *const TAILS[] = {"x", "x = true", "not(x)",
                                        "x or false"};
    put(p, chance_of(p->c, 50) ? "(some x in " : "(every x in ");
    put_truth_list(p, depth);
    put(p, " satisfies ");
    put(p, ONE_OF(p->c, TAILS));
    put(p, ")");
}

static void put_all_any(random_pack *p, int depth)
{
    put(p, chance_of(p->c, 50) ? "all(" : "any(");
    put_truth_list(p, depth);
    put(p, ")");
}

static void put_function(random_pack *p, int depth)
{
    static const char *const CALLS[] = {"les_deux(", "inverse(", "tableau(",
                                        "selon("};
    const char *call = ONE_OF(p->c, CALLS);
    if (p->pure) {
        put_truth_fact(p, depth);
        return;
    }
    put(p, call);
    put_truth(p, depth - 1);
    if (call[0] == 'l') {
        put(p, ", ");
        put_truth(p, depth - 1);
    }
    put(p, ")");
}

static void put_context(random_pack *p, int depth)
{
    put(p, "{ p: ");
    put_truth(p, depth - 1);
    put(p, ", q: not(p), r: ");
    put_truth(p, depth - 1);
    put(p, chance_of(p->c, 50) ? " }.q" : " }.r");
}

static void put_loop(random_pack *p, int depth)
{
    put(p, "count((for y in ");
    put_truth_list(p, depth);
    put(p, " return if y then 1 else null)[item != null]) > 1");
}

static void put_truth(random_pack *p, int depth)
{
    static writer *const LEAVES[] = {
        put_truth_fact, put_truth_definition, put_comparison, put_comparison,
        put_between,    put_in,               put_word_equal, put_word_in,
        put_null_test};
    static writer *const NODES[] = {
        put_connected,   put_connected,  put_connected, put_not,
        put_truth_equal, put_count_of,   put_count_of,  put_quantified,
        put_function,    put_context,    put_loop,      put_truth_choice,
        put_all_any,     put_comparison, put_in,        put_in_chosen,
        put_word_listed, put_any_constant, put_reached};
    writer *write = depth > 0 && chance_of(p->c, 75) ? ONE_OF(p->c, NODES)
                                                     : ONE_OF(p->c, LEAVES);
    put(p, "(");
    write(p, depth);
    put(p, ")");
}

/* --- Tables --- */

static void put_cell(random_pack *p, const domain *d)
{
    if (chance_of(p->c, 25)) {
        put(p, "-");
    } else if (chance_of(p->c, 15)) {
        put(p, "not(");
        put_tests(p, d);
        put(p, ")");
    } else {
        put_tests(p, d);
    }
}

/* The output cells of a row: those of P and O are among the declared values,
 * those of A (which may meet) all alike. */
static void put_outputs(random_pack *p, char policy, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        put(p, i ? " | " : " || ");
        if (policy == 'A')
            put(p, "\"un\"");
        else if (policy != 'P' && policy != 'O' && chance_of(p->c, 25))
            put_choice_of(p, chance_of(p->c, 50) ? put_word : put_truth, 1);
        else
            prse__buf_addf(&p->text, "%zu", chance_below(p->c, 4));
    }
    put(p, " |\n");
}

/* Rows of U must not meet: they say which truth comes first. */
static void put_rows(random_pack *p, const char *indent, char policy,
                     size_t columns)
{
    static const char *const APART[] = {"true", "false", "null"};
    static const char *const TRUTHS[] = {"true", "false", "-", "null",
                                         "not(true)"};
    size_t rows = 1 + chance_below(p->c, policy == 'U' ? 3 : 5);
    for (size_t i = 0; i < rows; i++) {
        prse__buf_addf(&p->text, "%s| %s | ", indent,
                       policy == 'U' ? APART[i] : ONE_OF(p->c, TRUTHS));
        put_cell(p, &NUMBERS);
        put_outputs(p, policy, columns);
    }
}

static void put_table(random_pack *p, const char *indent)
{
    static const char *const POLICIES[] = {"U", "A", "F",  "P",  "R", "O",
                                           "C", "C+", "C<", "C>", "C#"};
    const char *policy = ONE_OF(p->c, POLICIES);
    int ranked = policy[0] == 'P' || policy[0] == 'O';
    size_t columns = policy[1] ? 1 : 1 + chance_below(p->c, 2);
    prse__buf_addf(&p->text, "|\n%s%s | ", indent, policy);
    put_truth(p, 1);
    put(p, " | ");
    put_number(p, 1);
    put(p, ranked ? " || r: 2, 0, 3, 1 |" : " || r |");
    put(p, columns == 1 ? "\n"
           : ranked     ? " q: 1, 2, 3, 0 |\n"
                        : " q |\n");
    put_rows(p, indent, policy[0], columns);
}

void random_pack_tables(random_pack *p, unsigned id, size_t count)
{
    prse__buf_addf(&p->text,
                   "\fobligation: o%u\nlabel: { fr: O, en: O }\n"
                   "applies: true\noutputs:\n",
                   id);
    for (size_t i = 0; i < count; i++) {
        prse__buf_addf(&p->text, "  z%zu:\n    label: { fr: Z }\n    table: ",
                       i);
        put_table(p, "      ");
    }
}

/* --- Packs --- */

static const struct {
    char letter;
    prse__fact_type type;
    const char *name;
} TYPES[] = {{'n', PRSE__FACT_NUMBER, "number"},
             {'c', PRSE__FACT_COUNT, "count"},
             {'b', PRSE__FACT_BOOLEAN, "boolean"},
             {'t', PRSE__FACT_TEXT, "text"},
             {'d', PRSE__FACT_DATE, "date"}};

static void put_fact(random_pack *p, size_t kind)
{
    random_fact *f = &p->facts[p->fact_count];
    f->type = TYPES[kind].type;
    f->name[0] = TYPES[kind].letter;
    f->name[1] = (char)('0' + p->fact_count++);
    f->name[2] = '\0';
    prse__buf_addf(&p->text, "  %s: { type: %s, label: { fr: F, en: F }",
                   f->name, TYPES[kind].name);
    if (f->type == PRSE__FACT_TEXT)
        put(p, ", values: { sa: { fr: S }, sas: { fr: T }, autre: { fr: A } }");
    if (f->type <= PRSE__FACT_COUNT && chance_of(p->c, 50))
        put(p, ", min: 0");
    if (f->type <= PRSE__FACT_COUNT && chance_of(p->c, 20))
        put(p, ", max: 60");
    if (f->type <= PRSE__FACT_BOOLEAN && chance_of(p->c, 25))
        put(p, ", years: 2");
    put(p, chance_of(p->c, 30) ? ", nullable: true" : "");
    put(p, chance_of(p->c, 10) ? ", missing: null }\n" : " }\n");
}

static void put_thresholds(random_pack *p)
{
    static const char *const S0[] = {"2020-01-01: 50", "2024-01-01: 40",
                                     "2020-01-01: 20, 2025-01-01: 50"};
    static const char *const S1[] = {
        "2020-01-01: 100", "2020-01-01: 60, 2026-01-01: null",
        "2022-01-01: 50, 2023-01-01: 55.5, 2024-01-01: 50"};
    prse__buf_addf(&p->text,
                   "thresholds:\n"
                   "  s0: { law: loi, from: { %s } }\n"
                   "  s1: { law: loi, from: { %s } }\n"
                   "  j0: { law: loi, from: { 2020-01-01: 2024-06-30, "
                   "2026-01-01: 2026-06-30 } }\n",
                   ONE_OF(p->c, S0), ONE_OF(p->c, S1));
}

/* An expression, or two with dates. */
static void put_dated(random_pack *p, int depth)
{
    static const char *const DAYS[] = {"2023-07-01", "2024-01-01",
                                       "2026-01-01"};
    int dated = chance_of(p->c, 15);
    if (dated)
        prse__buf_addf(&p->text, "{ %s: '",
                       chance_of(p->c, 50) ? "2000-01-01" : "2023-01-01");
    else
        put(p, "'");
    put_truth(p, depth);
    if (dated) {
        prse__buf_addf(&p->text, "', %s: '", ONE_OF(p->c, DAYS));
        put_truth(p, depth);
        put(p, "' }\n");
    } else {
        put(p, "'\n");
    }
}

static void put_functions(random_pack *p)
{
    p->pure = 1;
    put(p, "functions:\n"
           "  plus_un: { params: [x], value: x + 1 }\n"
           "  inverse: { params: [x], value: not(x) }\n"
           "  choix: { params: [x], value: if x then s0 else 12 }\n"
           "  les_deux: { params: [x, z], value: x and z }\n"
           "  tableau:\n"
           "    params: [x]\n"
           "    table: |\n"
           "      F | x     | s0   || r     |\n"
           "        | true  | > 30 || true  |\n"
           "        | false | -    || false |\n"
           "  selon: { params: [x], value: ");
    put_dated(p, 1);
    put(p, "  }\n");
    p->pure = 0;
}

void random_pack_begin(random_pack *p, chance *c, const char *types)
{
    *p = (random_pack){.c = c};
    prse__buf_init(&p->text, 0);
    put(p, "law: { loi: { title: { fr: L }, url: https://example.org/l, "
           "status: in_force, confidence: text } }\n");
    put(p, "facts:\n");
    for (; *types; types++)
        for (size_t kind = 0; kind < sizeof TYPES / sizeof *TYPES; kind++)
            if (TYPES[kind].letter == *types)
                put_fact(p, kind);
    put_thresholds(p);
    put_functions(p);
}

void random_pack_definitions(random_pack *p, size_t count)
{
    put(p, "definitions:\n");
    for (size_t i = 0; i < count; i++) {
        prse__buf_addf(&p->text, "  v%zu:\n", i);
        put(p, chance_of(p->c, 35) ? "    over: { years: 2 }\n" : "");
        put(p, "    value: ");
        put_dated(p, 2);
        p->truths = i + 1;
    }
    put(p, "  w:\n    value: '");
    put_number(p, 2);
    put(p, "'\n");
    p->numbers = 1;
}

static void put_conditions(random_pack *p)
{
    if (chance_of(p->c, 25))
        put(p, "from: 2023-03-01\n");
    if (chance_of(p->c, 25))
        put(p, "to: 2026-06-01\n");
    if (chance_of(p->c, 40)) {
        put(p, "requires: ");
        put_dated(p, 1);
    }
    put(p, "applies: ");
    put_dated(p, 3);
    if (chance_of(p->c, 40)) {
        put(p, "recommended: ");
        put_dated(p, 2);
    }
}

void random_pack_obligation(random_pack *p, unsigned id)
{
    prse__buf_addf(&p->text, "\fobligation: o%u\nlabel: { fr: O, en: O }\n",
                   id);
    put_conditions(p);
    put(p, "criteria:\n  c: { text: { fr: C }, when: '");
    put_truth(p, 2);
    prse__buf_addf(&p->text,
                   "' }\noutputs:\n  x%u:\n    label: { fr: X }\n    table: ",
                   id);
    put_table(p, "      ");
    prse__buf_addf(&p->text, "  y%u:\n    label: { fr: Y }\n    value: '", id);
    put_word(p, 2);
    put(p, "'\nfirst_year: 'if ");
    put_truth(p, 1);
    put(p, " then 2024 else s0'\nduties:\n  - { text: { fr: D }, when: '");
    put_truth(p, 1);
    put(p, "' }\n");
}

void random_pack_criteria(random_pack *p, unsigned id, size_t count, int depth)
{
    prse__buf_addf(&p->text,
                   "\fobligation: o%u\nlabel: { fr: O, en: O }\n"
                   "applies: true\ncriteria:\n",
                   id);
    for (size_t i = 0; i < count; i++) {
        prse__buf_addf(&p->text, "  c%zu: { text: { fr: C }, when: '", i);
        put_truth(p, depth);
        put(p, "' }\n");
    }
}

void random_pack_end(random_pack *p)
{
    prse__buf_free(&p->text);
}

/* Files are parted by form feeds. */
enum { FILES_MAX = 8 };

static size_t split(prse__pack_file *files, const random_pack *p)
{
    static const char *const NAMES[FILES_MAX] = {
        "pack.yaml", "a.yaml", "b.yaml", "c.yaml",
        "d.yaml",    "e.yaml", "f.yaml", "g.yaml"};
    size_t count = 1;
    const char *at = p->text.ptr;
    const char *end = at + p->text.len;
    while (at < end && count < FILES_MAX) {
        const char *stop = memchr(at, '\f', (size_t)(end - at));
        size_t size = (size_t)((stop ? stop : end) - at);
        files[count] = (prse__pack_file){NAMES[count], {at, size}};
        count++;
        at += size + 1;
    }
    return count;
}

prse_status random_pack_read(const prse__pack_tree **out, prse__arena *arena,
                             const random_pack *p, prse_error *err)
{
    prse__pack_file files[FILES_MAX];
    prse__buf manifest;
    size_t count = split(files, p);
    prse__buf_init(&manifest, 0);
    prse__buf_adds(&manifest, "pack: hasard\nversion: 1\nlabel: { fr: H }\n"
                              "reviewed: 2026-01-01\nfiles: [");
    for (size_t i = 1; i < count; i++)
        prse__buf_addf(&manifest, "%s%s", i > 1 ? ", " : "", files[i].name);
    prse__buf_adds(&manifest, "]\n");
    files[0] = (prse__pack_file){"pack.yaml", prse__buf_str(&manifest)};
    prse__pack_input input = {files, count, NULL, 0};
    prse_status status = prse__pack_read(out, arena, &input, err);
    prse__buf_free(&manifest);
    return status;
}
