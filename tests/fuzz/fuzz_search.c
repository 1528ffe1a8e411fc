/* SPDX-License-Identifier: Apache-2.0 */
/* Any text may be searched for, with any codes: it finds units or none, and
 * words are the same when they are split again. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz/fuzz.h"
#include "stock/search.h"
#include "stock/table.h"
#include "stock/words.h"

static const char units[] =
    "INSERT INTO unite_legale(siren,ouverte,partielle,personne_physique,naf,"
    "tranche_effectif,denomination,sigle) VALUES"
    "(1,1,0,0,'70.10Z','53','VALMORAN HYPERMARCHES',NULL),"
    "(2,1,0,0,'47.11F','12','REGIE DES TRAMWAYS DU PONANT','RTP'),"
    "(3,0,0,0,'47.11F','NN','L''ŒUF QUI CHANTE',NULL),"
    "(4,1,0,0,NULL,NULL,'ΑΘΗΝΑ Москва','3M'),"
    "(5,1,0,0,NULL,NULL,'SCI A B C DE LA SOCIETE',NULL);"
    "INSERT INTO siege(siren,departement) VALUES(1,'35'),(2,'2A');";

/* An index in a file without a name. */
static prse__index *open_index(void)
{
    char path[] = "/tmp/prse-fuzz-XXXXXX";
    prse_error err;
    prse__db *db = NULL;
    prse__index *index = NULL;
    close(mkstemp(path));
    FUZZ_ASSERT(!prse__db_open(&db, prse_str_of(path), PRSE__DB_MAKE, &err) &&
                !prse__db_run(db, "PRAGMA journal_mode=OFF", &err) &&
                !prse__stock_create(db, &err) &&
                !prse__index_create(db, &err) &&
                !prse__db_run(db, units, &err) &&
                !prse__index_build(db, NULL, &err) &&
                !prse__index_open(&index, db, &err));
    unlink(path);
    return index;
}

static void check_words(prse_str text)
{
    prse__words words, again;
    prse__buf folded;
    prse__words_split(&words, text);
    prse__buf_init(&folded, 0);
    for (size_t i = 0; i < words.count; i++) {
        prse_str word = prse__words_get(&words, i);
        FUZZ_ASSERT(word.len > 0 && word.len <= PRSE__WORD_LONGEST);
        prse__buf_add(&folded, word);
        prse__buf_addc(&folded, ' ');
    }
    prse__words_split(&again, prse__buf_str(&folded));
    FUZZ_ASSERT(again.count <= words.count);
    FUZZ_ASSERT(again.used == words.used &&
                memcmp(again.text, words.text, words.used) == 0);
    prse__buf_free(&folded);
}

/* The first byte says which options are there; the codes are the text's end. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static prse__index *index;
    if (!index)
        index = open_index();
    if (size == 0)
        return 0;
    prse_str text = fuzz_text(data + 1, size - 1);
    prse_str end = {text.ptr + text.len / 2, text.len - text.len / 2};
    prse_search_options opts = {.size = sizeof opts,
                                .only_open = data[0] & 1,
                                .limit = data[0] >> 6};
    opts.departement = data[0] & 2 ? end : (prse_str){0};
    opts.naf = data[0] & 4 ? end : (prse_str){0};
    opts.categorie_juridique = data[0] & 8 ? end : (prse_str){0};
    opts.tranche_effectif = data[0] & 16 ? end : (prse_str){0};
    check_words(text);
    prse_error err = {0};
    prse__hits hits;
    prse_status status = prse__search(&hits, index, text, &opts, &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT(status == PRSE_OK || status == PRSE_EPARSE);
    FUZZ_ASSERT(hits.count <= PRSE__SEARCH_MOST &&
                hits.total >= hits.count);
    return 0;
}
