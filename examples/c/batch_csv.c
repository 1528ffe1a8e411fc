/* SPDX-License-Identifier: Apache-2.0 */
/* Answers for a file of companies: a row in, a row out, nothing kept.
 *
 *   batch_csv PACK DAY < companies.csv > answers.csv
 *
 * The first column names the company and is passed on as it stands; the others
 * are facts, empty or absent where nobody knows. A wrong row is left out and
 * told on standard error; the rest goes on. */
#include <stdio.h>
#include <string.h>

#include <portailrse/obligation.h>

enum { COLUMNS = 64, FIELD = 256 }; /* at most */
static char names[COLUMNS][FIELD], row[COLUMNS][FIELD];
static const char *const said[] = {"no", "yes", "unknown", "advised", "-"};

/* 0 at the end. Of two quotes within quotes, the second one is meant. */
static int read_row(char fields[COLUMNS][FIELD])
{
    int last = 0, quoted = 0, before = 0, c;
    size_t length = 0;
    memset(fields, 0, sizeof row);
    for (; (c = getchar()) != EOF && (quoted || c != '\n'); before = c) {
        quoted ^= c == '"';
        if (c == ',' && !quoted && last < COLUMNS - 1)
            last++, length = 0;
        else if (length < FIELD - 1 && c != '\r' &&
                 (c != '"' || last == 0 || (quoted && before == '"')))
            fields[last][length++] = (char)c;
    }
    return c != EOF || before != 0;
}

static prse_status evaluate(prse_report *report, prse_facts *facts,
                            prse_str day, prse_error *err)
{
    prse_status status = PRSE_OK;
    prse_facts_clear(facts);
    for (int i = 1; !status && i < COLUMNS && (names[i][0] || row[i][0]); i++)
        status = prse_facts_set(facts, prse_str_of(names[i]), 0,
                                prse_str_of(row[i]), err);
    return status ? status : prse_report_evaluate(report, facts, day, err);
}

int main(int count, char **words)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    prse_report *report = NULL;
    prse_obligation_info about = {.size = sizeof about};
    prse_error err = {0};
    int wrong = count != 3 || prse_engine_new(&engine, NULL, &err) ||
                prse_pack_load(&pack, engine, words[1], NULL, &err) ||
                prse_facts_new(&facts, pack, &err) ||
                prse_report_new(&report, pack, &err) || !read_row(names);
    if (wrong)
        fprintf(stderr, "batch_csv PACK DAY < CSV: %s\n", err.message);
    printf("%s", names[0]);
    for (size_t i = 0; i < prse_pack_obligation_count(pack); i++)
        if (!prse_pack_obligation(pack, i, PRSE_LANG_EN, &about, &err))
            printf(",%.*s", (int)about.id.len, about.id.ptr);
    for (int line = 2; report && read_row(row); line++) {
        if (evaluate(report, facts, prse_str_of(words[2]), &err)) {
            fprintf(stderr, "row %d: %s\n", line, err.message);
            wrong = 1;
            continue;
        }
        printf("\n%s", row[0]);
        for (size_t i = 0; i < prse_pack_obligation_count(pack); i++)
            printf(",%s", said[prse_report_answer(report, i)]);
    }
    putchar('\n');
    prse_report_free(report);
    prse_facts_free(facts);
    prse_pack_unref(pack);
    prse_engine_unref(engine);
    return wrong;
}
