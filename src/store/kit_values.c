/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: values come back as they were put. */
#include <string.h>

#include "store/kit.h"

enum {
    ID = 1,
    LONG_TEXT = 1 << 20,
    ALL_BYTES = 3 * 256
};

static const prse_collection *rows(void)
{
    return prse__trial_of(PRSE__TRIAL_VALUES);
}

/* A row with one value beside its key. */
static void fill(prse_value *row, uint32_t column, prse_value value)
{
    for (uint32_t i = 0; i < PRSE__TRIAL_COLUMNS; i++)
        row[i] = prse__field_null();
    row[0] = prse__field_int(ID);
    row[column] = value;
}

static void find_by_index(prse__trial *trial, const prse_value *value)
{
    prse_query query = {.size = sizeof query, .index = value->type - 1,
                        .equal = value, .equal_count = 1};
    prse__trial_finds(trial, rows(), &query, "1");
}

static void round_trip(prse__trial *trial, uint32_t column, prse_value value)
{
    prse_value row[PRSE__TRIAL_COLUMNS];
    fill(row, column, value);
    prse__trial_clear(trial, rows());
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, rows(), row, PRSE_VERSION_NEW, 1);
    prse__trial_holds(trial, rows(), row, 1);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, rows(), row, 1);
    if (column <= PRSE_TYPE_TIME)
        find_by_index(trial, &value);
    prse__trial_commit(trial);
}

/* A case's value, in a form that a static table can have. */
typedef struct sample {
    int32_t type;
    int64_t number;
    const char *text;
} sample;

static void one_value(prse__trial *trial, const void *with)
{
    const sample *s = with;
    prse_value value = {.type = s->type, .number = s->number};
    if (s->text)
        value.text = prse_str_of(s->text);
    round_trip(trial, (uint32_t)s->type, value);
}

static void long_text(prse__trial *trial, const void *with)
{
    (void)with;
    char *text = prse__alloc(LONG_TEXT, 1);
    if (!text) {
        prse__error_nomem(&trial->wrong);
        return;
    }
    for (size_t i = 0; i < LONG_TEXT; i++)
        text[i] = (char)('!' + i % 90);
    round_trip(trial, PRSE__TRIAL_LONG,
               prse__field_text((prse_str){text, LONG_TEXT}));
    prse__free(text);
}

static void all_bytes(prse__trial *trial, const void *with)
{
    char bytes[ALL_BYTES];
    (void)with;
    for (size_t i = 0; i < ALL_BYTES; i++)
        bytes[i] = (char)(unsigned char)(i * 7 % 256);
    round_trip(trial, PRSE_TYPE_BYTES,
               prse__field_bytes((prse_str){bytes, ALL_BYTES}));
}

static void no_bytes(prse__trial *trial, const void *with)
{
    (void)with;
    round_trip(trial, PRSE_TYPE_BYTES, prse__field_bytes(PRSE_STR("")));
}

static void all_absent(prse__trial *trial, const void *with)
{
    (void)with;
    round_trip(trial, PRSE__TRIAL_LONG, prse__field_null());
}

static void fill_all(prse_value *row)
{
    fill(row, PRSE_TYPE_TEXT, prse__field_text(PRSE_STR("texte")));
    row[PRSE_TYPE_INT] = prse__field_int(-12);
    row[PRSE_TYPE_BOOL] = prse__field_bool(1);
    row[PRSE_TYPE_DATE] = prse__field_date(20784);
    row[PRSE_TYPE_TIME] = prse__field_time(INT64_C(1795726707123));
    row[PRSE_TYPE_DECIMAL] = prse__field_text(PRSE_STR("1200.5"));
    row[PRSE_TYPE_DECIMAL].type = PRSE_TYPE_DECIMAL;
    row[PRSE_TYPE_JSON] = prse__field_json(PRSE_STR("[1,{\"a\":null}]"));
    row[PRSE_TYPE_BYTES] = prse__field_bytes(PRSE_STR("\0\1\xFF"));
    row[PRSE__TRIAL_LONG] = prse__field_text(PRSE_STR("long"));
}

/* Values become absent, and come back. */
static void changed(prse__trial *trial, const void *with)
{
    prse_value full[PRSE__TRIAL_COLUMNS], empty[PRSE__TRIAL_COLUMNS];
    (void)with;
    fill_all(full);
    fill(empty, PRSE__TRIAL_LONG, prse__field_null());
    prse__trial_clear(trial, rows());
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, rows(), full, PRSE_VERSION_NEW, 1);
    prse__trial_holds(trial, rows(), full, 1);
    prse__trial_put(trial, rows(), empty, 1, 2);
    prse__trial_holds(trial, rows(), empty, 2);
    prse__trial_put(trial, rows(), full, 2, 3);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, rows(), full, 3);
    prse__trial_commit(trial);
}

static const sample
    text_empty = {PRSE_TYPE_TEXT, 0, ""},
    text_blanks = {PRSE_TYPE_TEXT, 0, "  \t a\r\n "},
    text_quotes = {PRSE_TYPE_TEXT, 0, "l'\"eau\" `x` '' \"\""},
    text_sql = {PRSE_TYPE_TEXT, 0, "'); DROP TABLE kit_values; -- $1 ?1 :a"},
    text_signs = {PRSE_TYPE_TEXT, 0, "\\ \\n \\000 \\x41 % %s _ %%"},
    text_french = {PRSE_TYPE_TEXT, 0, "Œuvre à l'été, 12 €"},
    text_emoji = {PRSE_TYPE_TEXT, 0, "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F"
                                     "\x94\xAC \xF4\x8F\xBF\xBF"},
    text_forms = {PRSE_TYPE_TEXT, 0, "\xC3\xA9 e\xCC\x81 \xEF\xBB\xBF"},
    text_control = {PRSE_TYPE_TEXT, 0, "\x01\x02\x1F\x7F\xC2\x80"},
    text_number = {PRSE_TYPE_TEXT, 0, "007.50"},
    text_null = {PRSE_TYPE_TEXT, 0, "NULL"},
    int_least = {PRSE_TYPE_INT, INT64_MIN, NULL},
    int_most = {PRSE_TYPE_INT, INT64_MAX, NULL},
    int_zero = {PRSE_TYPE_INT, 0, NULL},
    int_odd = {PRSE_TYPE_INT, (INT64_C(1) << 53) + 1, NULL},
    bool_no = {PRSE_TYPE_BOOL, 0, NULL},
    bool_yes = {PRSE_TYPE_BOOL, 1, NULL},
    date_first = {PRSE_TYPE_DATE, -719162, NULL},
    date_last = {PRSE_TYPE_DATE, 2932896, NULL},
    date_julian = {PRSE_TYPE_DATE, -141428, NULL},
    date_leap = {PRSE_TYPE_DATE, 19782, NULL},
    date_zero = {PRSE_TYPE_DATE, 0, NULL},
    time_first = {PRSE_TYPE_TIME, INT64_C(-62135596800000), NULL},
    time_last = {PRSE_TYPE_TIME, INT64_C(253402300799999), NULL},
    time_before = {PRSE_TYPE_TIME, -1, NULL},
    time_summer = {PRSE_TYPE_TIME, INT64_C(1774747800001), NULL},
    decimal_zero = {PRSE_TYPE_DECIMAL, 0, "0"},
    decimal_minus = {PRSE_TYPE_DECIMAL, 0, "-0.5"},
    decimal_small = {PRSE_TYPE_DECIMAL, 0, "0.000000000000000000000000000001"},
    decimal_long = {PRSE_TYPE_DECIMAL, 0,
                    "-9999999999999999.999999999999999999"},
    json_empty = {PRSE_TYPE_JSON, 0, "{}"},
    json_null = {PRSE_TYPE_JSON, 0, "null"},
    json_text = {PRSE_TYPE_JSON, 0,
                 "\"l'\\\"a\\\" \\\\ \\n \\u00e9 \xF0\x9F\x8C\x8D\""},
    json_number = {PRSE_TYPE_JSON, 0,
                   "[0.10,12345678901234567890123,-1.5e3,1E-7]"},
    json_tree = {PRSE_TYPE_JSON, 0,
                 "{\"z\":[true,false,null,[],{}],\"a\":{\"bb\":1,\"b\":\"\"},"
                 "\"\":0,\"a b'c\":\"%\"}"};

const prse__trial_case prse__trial_values[] = {
    {"a row without values comes back with none", all_absent, NULL},
    {"an empty text is not an absent one", one_value, &text_empty},
    {"blanks and ends of lines in a text are kept", one_value, &text_blanks},
    {"quotes in a text are kept", one_value, &text_quotes},
    {"SQL in a text is text", one_value, &text_sql},
    {"backslashes and percents in a text are kept", one_value, &text_signs},
    {"accents and signs of French are kept", one_value, &text_french},
    {"characters beyond 16 bits are kept", one_value, &text_emoji},
    {"a text is not brought to another form of Unicode", one_value,
     &text_forms},
    {"control characters in a text are kept", one_value, &text_control},
    {"a text that looks like a number stays a text", one_value, &text_number},
    {"a text NULL is not an absent one", one_value, &text_null},
    {"a text of a megabyte is kept", long_text, NULL},
    {"the least INT is kept", one_value, &int_least},
    {"the greatest INT is kept", one_value, &int_most},
    {"an INT of zero is not an absent one", one_value, &int_zero},
    {"an INT that no double holds is kept", one_value, &int_odd},
    {"a BOOL of 0 is not an absent one", one_value, &bool_no},
    {"a BOOL of 1 is kept", one_value, &bool_yes},
    {"the first DATE is kept, 0001-01-01", one_value, &date_first},
    {"the last DATE is kept, 9999-12-31", one_value, &date_last},
    {"a DATE from before the Gregorian calendar is kept", one_value,
     &date_julian},
    {"a DATE of 29 February is kept", one_value, &date_leap},
    {"the DATE 1970-01-01 is kept", one_value, &date_zero},
    {"the first TIME is kept", one_value, &time_first},
    {"the last TIME is kept, to the millisecond", one_value, &time_last},
    {"a TIME before 1970 is kept, to the millisecond", one_value,
     &time_before},
    {"a TIME where clocks change is kept", one_value, &time_summer},
    {"a DECIMAL of zero is kept", one_value, &decimal_zero},
    {"a negative DECIMAL is kept", one_value, &decimal_minus},
    {"a small DECIMAL is kept exactly", one_value, &decimal_small},
    {"a DECIMAL of 34 digits is kept exactly", one_value, &decimal_long},
    {"a JSON object without members is kept", one_value, &json_empty},
    {"a JSON null is not an absent value", one_value, &json_null},
    {"a JSON text is read back as an equal one", one_value, &json_text},
    {"JSON numbers are read back as equal ones", one_value, &json_number},
    {"a JSON tree is read back as an equal one", one_value, &json_tree},
    {"all bytes, zeros among them, are kept", all_bytes, NULL},
    {"no bytes are not absent ones", no_bytes, NULL},
    {"values become absent and come back", changed, NULL},
    {NULL, NULL, NULL}};
