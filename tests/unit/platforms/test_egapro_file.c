/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platforms/egapro_file.h"
#include "support/fault.h"
#include "support/test.h"

#define HEADING \
    "Ann\u00e9e;Structure;Tranche d'effectifs;SIREN;Raison Sociale;Nom UES;" \
    "Entreprises UES (SIREN);R\u00e9gion;D\u00e9partement;Pays;Code NAF;" \
    "Note Ecart r\u00e9mun\u00e9ration;" \
    "Note Ecart taux d'augmentation (hors promotion);" \
    "Note Ecart taux de promotion;Note Ecart taux d'augmentation;" \
    "Note Retour cong\u00e9 maternit\u00e9;" \
    "Note Hautes r\u00e9mun\u00e9rations;Note Index\n"

static char *written(const char *text)
{
    char path[] = "/tmp/prse-egapro-XXXXXX";
    int file = mkstemp(path);
    size_t size = strlen(text);
    cr_assert(file >= 0 && write(file, text, size) == (ssize_t)size);
    close(file);
    return strdup(path);
}

/* "2021 005410758 38,-1,-1,25,-2,10,-2 50:250 NOM|" */
static prse_status flatten(void *user, const prse__egapro_row *row,
                           prse_error *err)
{
    prse__buf *buf = user;
    prse__buf_addf(buf, "%d %s ", (int)row->year, row->siren);
    for (size_t i = 0; i < PRSE__NOTES; i++)
        prse__buf_addf(buf, "%s%d", i ? "," : "", (int)row->notes[i]);
    prse__buf_addc(buf, ' ');
    prse__buf_add(buf, row->tranche);
    prse__buf_addc(buf, ' ');
    prse__buf_add(buf, row->name);
    prse__buf_addc(buf, '|');
    cr_expect(row->line > 1 && row->read > 0 && row->read <= row->size);
    return buf->failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status read_text(const char *text, prse__buf *buf,
                             prse__egapro_file_counts *counts,
                             prse_error *err)
{
    char *path = written(text);
    prse__buf_init(buf, 0);
    prse__buf_adds(buf, "");
    prse_status status =
        prse__egapro_file_read(path, flatten, buf, counts, err);
    unlink(path);
    free(path);
    return status;
}

static void expect(const char *text, const char *rows)
{
    prse__buf buf;
    prse_error err = {0};
    cr_expect_eq(read_text(text, &buf, NULL, &err), PRSE_OK, "%s",
                 err.message);
    cr_expect_str_eq(buf.ptr, rows);
    prse__buf_free(&buf);
}

PRSE_TEST(egapro_file, keeps_unknown_notes_apart_from_those_that_do_not_apply)
{
    expect(HEADING
           "2021;Entreprise;50 \u00e0 250;005410758;CHEZ LISON;;;Corse;;"
           "FRANCE;56.10A;38;;;25;NC;10;NC\n"
           "2020;UES;1000 et plus;111222333;X;G;A (1),B (2);;;;;40;20;15;;15;"
           "0;90\n",
           "2021 005410758 38,-1,-1,25,-2,10,-2 50:250 CHEZ LISON|"
           "2020 111222333 40,20,15,-1,15,0,90 1000: X|");
}

PRSE_TEST(egapro_file, finds_columns_by_their_headings)
{
    expect("\xEF\xBB\xBFnote INDEX,x,siren,ANNE\u0301E\n"
           "95,y,111222333,2022\n\n"
           "NC,,5410758.0,2022.0\n",
           "2022 111222333 -1,-1,-1,-1,-1,-1,95  |"
           "2022 005410758 -1,-1,-1,-1,-1,-1,-2  |");
}

PRSE_TEST(egapro_file, counts_rows_that_are_none)
{
    prse__buf buf;
    prse__egapro_file_counts counts;
    cr_expect_eq(read_text("Note Index;SIREN;Ann\u00e9e\n"
                           "95;111222333;2022\n;x;2022\n95;1112223334;2022\n"
                           "95;111222333;22\n101;111222333;2022\n"
                           "9,5;111222333;2022\n-1;111222333;2022\n",
                           &buf, &counts, NULL),
                 PRSE_OK);
    cr_expect_eq(counts.rows, 1);
    cr_expect_eq(counts.rejected, 6);
    cr_expect_eq(counts.first_rejected, 3);
    prse__buf_free(&buf);
}

PRSE_TEST(egapro_file, refuses_another_file)
{
    static const struct {
        const char *text;
        prse_status status;
    } cases[] = {
        {"", PRSE_ESCHEMA}, {"\n \n", PRSE_ESCHEMA},
        {"siren;annee\n111222333;2022\n", PRSE_ESCHEMA},
        {"siren;annee;note index;SIREN\n", PRSE_ESCHEMA},
        {"siren;annee;note index\n\"1\n", PRSE_EPARSE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf buf;
        prse_error err = {0};
        cr_expect_eq(read_text(cases[i].text, &buf, NULL, &err),
                     cases[i].status, "case %zu: %s", i, err.message);
        cr_expect_eq(err.code, (int32_t)cases[i].status);
        prse__buf_free(&buf);
    }
    prse_error err = {0};
    cr_expect_eq(prse__egapro_file_read("/nowhere/x", flatten, NULL, NULL,
                                        &err),
                 PRSE_ENOTFOUND);
    cr_expect_neq(err.sys_code, 0);
    cr_expect_eq(prse__egapro_file_read("/", flatten, NULL, NULL, &err),
                 PRSE_EIO);
}

static prse_status stop(void *user, const prse__egapro_row *row,
                        prse_error *err)
{
    (void)user, (void)row;
    return prse__error_set(err, PRSE_ECANCELED, NULL, "enough");
}

PRSE_TEST(egapro_file, stops_when_the_caller_says_so)
{
    char *path = written("siren;annee;note index\n111222333;2022;90\n");
    prse_error err = {0};
    prse__egapro_file_counts counts;
    cr_expect_eq(prse__egapro_file_read(path, stop, NULL, &counts, &err),
                 PRSE_ECANCELED);
    cr_expect_eq(counts.rows, 1);
    cr_expect_str_eq(err.message, "enough");
    unlink(path);
    free(path);
}

PRSE_TEST(egapro_file, lacks_memory)
{
    char *path = written(HEADING "2021;;;005410758;X;;;;;;;;;;;;;90\n");
    PRSE_EACH_FAULT {
        prse__buf buf;
        prse_error err = {0};
        prse__buf_init(&buf, 0);
        prse_status status =
            prse__egapro_file_read(path, flatten, &buf, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&buf);
    }
    unlink(path);
    free(path);
}
