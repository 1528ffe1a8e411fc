/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/options.h"

static const cli_option options[OPTION_COUNT] = {
    [OPTION_PACK] = {"pack", TEXT_VALUE_PACK, TEXT_HELP_PACK, 0, 0},
    [OPTION_OVERLAY] = {"overlay", TEXT_VALUE_FILE, TEXT_HELP_OVERLAY, 0, 1},
    [OPTION_FACTS] = {"facts", TEXT_VALUE_FILE, TEXT_HELP_FACTS, 0, 1},
    [OPTION_SET] = {"set", TEXT_VALUE_SET, TEXT_HELP_SET, 0, 1},
    [OPTION_AT] = {"at", TEXT_VALUE_DATE, TEXT_HELP_AT, 1, 0},
    [OPTION_AT_B] = {"at-b", TEXT_VALUE_DATE, TEXT_HELP_AT_B, 1, 0},
    [OPTION_UNTIL] = {"until", TEXT_VALUE_DATE, TEXT_HELP_UNTIL, 1, 0},
    [OPTION_IN] = {"in", TEXT_VALUE_FILE, TEXT_HELP_IN, 0, 0},
    [OPTION_OUT] = {"out", TEXT_VALUE_FILE, TEXT_HELP_OUT, 0, 0},
    [OPTION_FORMAT] = {"format", TEXT_VALUE_FORMAT, TEXT_HELP_FORMAT, 0, 0},
    [OPTION_DETAILS] = {"details", TEXT_NONE, TEXT_HELP_DETAILS, 0, 0},
    [OPTION_CHECK] = {"check", TEXT_NONE, TEXT_HELP_CHECK, 0, 0},
    [OPTION_OBLIGATION] = {"obligation", TEXT_VALUE_ID, TEXT_HELP_OBLIGATION,
                           0, 0},
    [OPTION_DEPARTEMENT] = {"departement", TEXT_VALUE_CODE,
                            TEXT_HELP_DEPARTEMENT, 0, 0},
    [OPTION_NAF] = {"naf", TEXT_VALUE_CODE, TEXT_HELP_NAF, 0, 0},
    [OPTION_CATEGORIE_JURIDIQUE] = {"categorie-juridique", TEXT_VALUE_CODE,
                                    TEXT_HELP_CATEGORIE_JURIDIQUE, 0, 0},
    [OPTION_TRANCHE_EFFECTIF] = {"tranche-effectif", TEXT_VALUE_CODES,
                                 TEXT_HELP_TRANCHE_EFFECTIF, 0, 0},
    [OPTION_OPEN] = {"open", TEXT_NONE, TEXT_HELP_OPEN, 0, 0},
    [OPTION_LIMIT] = {"limit", TEXT_VALUE_COUNT, TEXT_HELP_LIMIT, 0, 0},
    [OPTION_REGISTER] = {"register", TEXT_VALUE_FILE, TEXT_HELP_REGISTER, 0,
                         0},
    [OPTION_DATE] = {"date", TEXT_VALUE_DATE, TEXT_HELP_DATE, 1, 0},
    [OPTION_OFFLINE] = {"offline", TEXT_NONE, TEXT_HELP_OFFLINE, 0, 0},
    [OPTION_TIMEOUT] = {"timeout", TEXT_VALUE_SECONDS, TEXT_HELP_TIMEOUT, 0,
                        0},
    [OPTION_CONFIG] = {"config", TEXT_VALUE_FILE, TEXT_HELP_CONFIG, 0, 0},
    [OPTION_NO_CACHE] = {"no-cache", TEXT_NONE, TEXT_HELP_NO_CACHE, 0, 0},
    [OPTION_RECORD] = {"record", TEXT_VALUE_FOLDER, TEXT_HELP_RECORD, 0, 0},
    [OPTION_REPLAY] = {"replay", TEXT_VALUE_FOLDER, TEXT_HELP_REPLAY, 0, 0},
    [OPTION_SUBJECT] = {"subject", TEXT_VALUE_TEXT, TEXT_HELP_SUBJECT, 0, 0},
    [OPTION_KEY] = {"key", TEXT_VALUE_FILE, TEXT_HELP_KEY, 0, 0},
    [OPTION_PUBLIC_KEY] = {"public-key", TEXT_VALUE_FILE,
                           TEXT_HELP_PUBLIC_KEY, 0, 0},
    [OPTION_TODAY] = {"today", TEXT_VALUE_DAY, TEXT_HELP_TODAY, 0, 0},
    [OPTION_LANG] = {"lang", TEXT_VALUE_LANG, TEXT_HELP_LANG, 0, 0},
    [OPTION_HELP] = {"help", TEXT_NONE, TEXT_HELP_HELP, 0, 0},
};

const cli_option *cli_option_of(cli_option_id id)
{
    return &options[id];
}
