/* SPDX-License-Identifier: Apache-2.0 */
/* The check digits catch a wrong digit and most exchanged neighbours, so that
 * a message can say which end would be right, never which digit is wrong. */
#include <string.h>

#include "base/options.h"
#include "base/str.h"
#include "portailrse/company.h"

enum {
    SIREN = 9,
    SIRET = 14,
    VAT = 13,
    LONGEST = 14,
    MOST_BYTES = 128
};

/* A number without its separators. */
typedef struct compact {
    char text[LONGEST + 1];
    uint32_t columns[LONGEST]; /* where each character stood */
    size_t count;
    prse_error *err;
} compact;

/* --- Characters --- */

static int is_separator(uint32_t c)
{
    static const uint32_t separators[] = {
        ' ',    '\t',   '\r',   '\n',   '.',    '-',
        0xA0,   0x2007, 0x2009, 0x2010, 0x2011, 0x202F,
    };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (c == separators[i])
            return 1;
    return 0;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char upper(uint32_t c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static int is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static prse_status fail_at(const compact *n, uint32_t column,
                           const char *message)
{
    return prse__error_at(n->err, PRSE_EPARSE, (prse__place){NULL, 1, column},
                          NULL, "character %u %s", (unsigned)column, message);
}

static prse_status add(compact *n, uint32_t c, uint32_t column)
{
    char plain = upper(c);
    if (c > 0x7F || (!is_digit(plain) && !is_letter(plain)))
        return fail_at(n, column,
                       "is neither a digit nor a space: a SIREN has 9 "
                       "digits, a SIRET 14");
    if (n->count == LONGEST)
        return fail_at(n, column,
                       "is one too many: a SIRET, the longest of these "
                       "numbers, has 14 digits");
    n->columns[n->count] = column;
    n->text[n->count++] = plain;
    return PRSE_OK;
}

static prse_status read_compact(compact *n, prse_str text)
{
    if (text.len > MOST_BYTES)
        return prse__error_set(n->err, PRSE_EPARSE, NULL,
                               "%zu bytes are no number: a SIREN has 9 "
                               "digits, a SIRET 14",
                               text.len);
    size_t valid = prse__utf8_check(text);
    if (valid < text.len)
        return prse__error_set(n->err, PRSE_EPARSE, NULL,
                               "byte %zu is not UTF-8", valid + 1);
    prse_status status = PRSE_OK;
    uint32_t column = 1;
    for (size_t pos = 0; pos < text.len && !status; column++) {
        uint32_t c = prse__utf8_next(text, &pos);
        if (!is_separator(c))
            status = add(n, c, column);
    }
    return status;
}

/* Letters that are taken for digits when a number is copied by eye. */
static prse_status not_a_digit(const compact *n, size_t at)
{
    static const char seen[] = "OQDILZSBG", meant[] = "000112586";
    const char *found = strchr(seen, n->text[at]);
    uint32_t column = n->columns[at];
    if (!found)
        return fail_at(n, column, "is a letter where a digit is expected");
    return prse__error_at(n->err, PRSE_EPARSE, (prse__place){NULL, 1, column},
                          NULL,
                          "character %u is the letter %c where a digit is "
                          "expected: %c?",
                          (unsigned)column, n->text[at],
                          meant[found - seen]);
}

static prse_status need_digits(const compact *n, size_t from)
{
    for (size_t i = from; i < n->count; i++)
        if (!is_digit(n->text[i]))
            return not_a_digit(n, i);
    return PRSE_OK;
}

/* --- Checks --- */

static int digit(char c)
{
    return c - '0';
}

/* Sum of the digits, every second one from the right doubled. */
static int luhn_sum(const char *digits, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++) {
        int value = digit(digits[i]) * ((count - i) % 2 ? 1 : 2);
        sum += value > 9 ? value - 9 : value;
    }
    return sum;
}

static prse_status check_luhn(const compact *n, const char *digits,
                              size_t count, const char *what)
{
    int last = digit(digits[count - 1]);
    int sum = luhn_sum(digits, count);
    if (sum % 10 == 0)
        return PRSE_OK;
    size_t at = (size_t)(digits - n->text) + count - 1;
    return prse__error_at(n->err, PRSE_ETYPE,
                          (prse__place){NULL, 1, n->columns[at]}, n->text,
                          "no %s: its last digit is %d, and would be %d if "
                          "the others are right",
                          what, last, (last + 10 - sum % 10) % 10);
}

/* La Poste has more establishments than Luhn's check leaves numbers for. */
static int is_la_poste(const char *siret)
{
    int sum = 0;
    if (memcmp(siret, "356000000", SIREN) != 0)
        return 0;
    for (size_t i = 0; i < SIRET; i++)
        sum += digit(siret[i]);
    return sum % 5 == 0;
}

static prse_status check_siret(const compact *n)
{
    prse_status status =
        check_luhn(n, n->text, SIREN, "SIREN in the first 9 digits");
    if (status || is_la_poste(n->text))
        return status;
    return check_luhn(n, n->text, SIRET, "SIRET");
}

/* Place of a character of a key, whose letters leave out I and O. */
static int key_value(char c)
{
    static const char order[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const char *found = strchr(order, c);
    return found ? (int)(found - order) : -1;
}

static int32_t siren_value(const char *digits)
{
    int32_t value = 0;
    for (size_t i = 0; i < SIREN; i++)
        value = value * 10 + digit(digits[i]);
    return value;
}

/* Keys with a letter are of the second kind, for when the first runs out. */
static int letter_key_is_right(const char *key, int32_t siren)
{
    int first = key_value(key[0]), second = key_value(key[1]);
    int whole = is_digit(key[0]) ? first * 24 + second - 10
                                 : first * 34 + second - 100;
    return whole >= 0 && (siren + 1 + whole / 11) % 11 == whole % 11;
}

static prse_status check_key(const compact *n)
{
    const char *key = n->text + 2;
    int32_t siren = siren_value(n->text + 4);
    int32_t right = (12 + 3 * (siren % 97)) % 97;
    int letters = !is_digit(key[0]) || !is_digit(key[1]);
    if (letters ? letter_key_is_right(key, siren)
                : digit(key[0]) * 10 + digit(key[1]) == right)
        return PRSE_OK;
    return prse__error_at(n->err, PRSE_ETYPE,
                          (prse__place){NULL, 1, n->columns[2]}, n->text,
                          "no VAT number: its key is %.2s, and would be %02d "
                          "for SIREN %s",
                          key, (int)right, n->text + 4);
}

/* --- Kinds --- */

static prse_status read_vat(const compact *n, prse_number *out)
{
    if (n->count != VAT)
        return prse__error_set(n->err, PRSE_EPARSE, NULL,
                               "a French VAT number has 13 characters, FR, a "
                               "key of two and a SIREN: here are %zu",
                               n->count);
    for (size_t i = 2; i < 4; i++)
        if (key_value(n->text[i]) < 0)
            return not_a_digit(n, i);
    prse_status status = need_digits(n, 4);
    if (!status)
        status = check_luhn(n, n->text + 4, SIREN, "SIREN after the key");
    if (!status)
        status = check_key(n);
    out->kind = PRSE_NUMBER_VAT;
    memcpy(out->siren, n->text + 4, SIREN);
    return status;
}

/* What may have happened to a number of this length. */
static const char *hint_for(size_t count)
{
    if (count == SIREN - 1 || count == SIRET - 1)
        return ": was a leading zero lost?";
    return count == VAT - 2 ? ": a French VAT number begins with FR" : "";
}

static prse_status wrong_length(const compact *n)
{
    if (!n->count)
        return prse__error_set(n->err, PRSE_EPARSE, NULL,
                               "there is no number: a SIREN has 9 digits, a "
                               "SIRET 14");
    return prse__error_set(n->err, PRSE_EPARSE, n->text,
                           "%zu digits are no number: a SIREN has 9, a SIRET "
                           "14%s",
                           n->count, hint_for(n->count));
}

static prse_status read_digits(const compact *n, prse_number *out)
{
    prse_status status = need_digits(n, 0);
    if (status)
        return status;
    if (n->count != SIREN && n->count != SIRET)
        return wrong_length(n);
    out->kind = n->count == SIREN ? PRSE_NUMBER_SIREN : PRSE_NUMBER_SIRET;
    memcpy(out->siren, n->text, SIREN);
    return n->count == SIREN ? check_luhn(n, n->text, SIREN, "SIREN")
                             : check_siret(n);
}

static prse_status read_kind(const compact *n, prse_number *out)
{
    if (n->count < 2 || !is_letter(n->text[0]) || !is_letter(n->text[1]))
        return read_digits(n, out);
    if (n->text[0] == 'F' && n->text[1] == 'R')
        return read_vat(n, out);
    return fail_at(n, n->columns[0],
                   "begins no French number: a VAT number begins with FR, a "
                   "SIREN or SIRET has digits only");
}

prse_status prse_number_read(prse_number *out, prse_str text, prse_error *err)
{
    if (!out || (!text.ptr && text.len))
        return prse__error_set(err, PRSE_EINVAL, out ? "text" : "out",
                               "%s is NULL", out ? "text" : "out");
    prse_number number = {.size = sizeof number};
    compact n = {.err = err};
    prse_status status = read_compact(&n, text);
    if (!status)
        status = read_kind(&n, &number);
    if (status)
        return status;
    memcpy(number.text, n.text, sizeof n.text);
    return prse__struct_give(out, &number, sizeof number, err);
}
