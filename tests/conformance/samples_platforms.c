/* SPDX-License-Identifier: Apache-2.0 */
/* Makes the record of an answer in files:
 *
 *   samples_platforms KIND SIREN YEAR HTTP TODAY FILE...
 *
 * KIND is the record's key; YEAR and TODAY (AAAA-MM-JJ) may be 0. Several
 * files are the pages of bilans_ges. Prints whether a client would keep the
 * last body, and the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platforms/bilans_ges.h"
#include "platforms/egapro.h"
#include "platforms/ratios.h"

typedef struct question {
    prse_str siren;
    int32_t year;
    int32_t http;
    prse__date today;
    char **files;
    int count;
} question;

static prse_str read_file(const char *path)
{
    prse_str text = {NULL, 0};
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        char *bytes = malloc((size_t)size + 1);
        size_t read = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
        if (bytes && read == (size_t)size)
            text = (prse_str){bytes, read};
    }
    if (file)
        fclose(file);
    if (text.ptr)
        return text;
    fprintf(stderr, "%s cannot be read\n", path);
    exit(1);
}

static void print(int accepted, prse__buf *json)
{
    printf("%d\n%s\n", accepted, json->failed ? "" : json->ptr);
    prse__buf_free(json);
}

static int pages(const question *q)
{
    prse__bilans bilans = {.siren = q->siren};
    prse_outcome outcome = PRSE_OUTCOME_READ;
    prse__buf json;
    int accepted = 0;
    prse__buf_init(&json, 0);
    for (int i = 0; i < q->count && outcome == PRSE_OUTCOME_READ; i++) {
        prse__answer answer = {PRSE_OK, q->http, read_file(q->files[i])};
        prse_error why;
        outcome = prse__bilans_read(&bilans, &answer, &why);
        accepted = prse__bilans_accept(answer.body);
        if (outcome != PRSE_OUTCOME_READ || i + 1 == q->count)
            prse__bilans_record(&json, q->siren, &bilans, outcome, &answer);
        free((char *)answer.body.ptr);
    }
    print(accepted, &json);
    return 0;
}

static int one(const question *q, const char *kind)
{
    prse__answer answer = {PRSE_OK, q->http, read_file(q->files[0])};
    prse__buf json;
    int accepted = prse__egapro_search_accept(answer.body);
    prse__buf_init(&json, 0);
    if (strcmp(kind, "egapro") == 0) {
        prse__egapro_record(&json, q->siren, q->year, &answer);
        accepted = prse__egapro_accept(answer.body);
    } else if (strcmp(kind, "egapro_notes") == 0) {
        prse__egapro_scores_record(&json, q->siren, &answer);
    } else if (strcmp(kind, "representation_equilibree") == 0) {
        prse__egapro_balance_record(&json, q->siren, &answer);
    } else {
        prse__ratios_record(&json, q->siren, q->today, &answer);
        accepted = prse__ratios_accept(answer.body);
    }
    print(accepted, &json);
    free((char *)answer.body.ptr);
    return 0;
}

int main(int count, char **arguments)
{
    question q = {0};
    if (count < 7)
        return 2;
    q.siren = prse_str_of(arguments[2]);
    q.year = (int32_t)strtol(arguments[3], NULL, 10);
    q.http = (int32_t)strtol(arguments[4], NULL, 10);
    prse__date_parse(&q.today, prse_str_of(arguments[5]));
    q.files = arguments + 6;
    q.count = count - 6;
    return strcmp(arguments[1], "bilans_ges") == 0 ? pages(&q)
                                                   : one(&q, arguments[1]);
}
