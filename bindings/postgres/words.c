/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <access/htup_details.h>
#include <catalog/pg_enum.h>
#include <utils/syscache.h>

/* In the order of the enumerations of C; those of the tables that the library
 * writes. */
static const char *const ANSWERS[] = {
    [PRSE_NOT_SUBJECT] = "non_soumis",   [PRSE_SUBJECT] = "soumis",
    [PRSE_UNKNOWN] = "incalculable",     [PRSE_RECOMMENDED] = "recommande",
    [PRSE_INSUFFICIENT] = "insuffisant",
};
enum { UNDECIDED = PRSE_ADVISED + 1 };
static const char *const COMPLIANCE[] = {
    [PRSE_TO_UPDATE] = "a_actualiser", [PRSE_IN_PROGRESS] = "en_cours",
    [PRSE_UP_TO_DATE] = "a_jour",      [PRSE_NOT_FOLLOWED] = "soumis",
    [PRSE_NOT_CONCERNED] = "non_soumis", [PRSE_ADVISED] = "recommande",
    [UNDECIDED] = "incalculable",
};

static Datum word(pgprse_words *words, const char *const *labels, int at)
{
    if (OidIsValid(words->labels[at]))
        return ObjectIdGetDatum(words->labels[at]);
    HeapTuple found =
        SearchSysCache2(ENUMTYPOIDNAME, ObjectIdGetDatum(words->type),
                        CStringGetDatum(labels[at]));
    if (!HeapTupleIsValid(found))
        ereport(ERROR,
                (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
                 errmsg("the extension has no word \"%s\"", labels[at]),
                 errhint("ALTER EXTENSION portailrse UPDATE;")));
    words->labels[at] = ((Form_pg_enum)GETSTRUCT(found))->oid;
    ReleaseSysCache(found);
    return ObjectIdGetDatum(words->labels[at]);
}

Datum pgprse_answer_word(pgprse_words *words, prse_answer answer)
{
    return word(words, ANSWERS, (int)answer);
}

Datum pgprse_compliance_word(pgprse_words *words, prse_compliance how)
{
    return word(words, COMPLIANCE,
                how == PRSE_UNDECIDED ? UNDECIDED : (int)how);
}
