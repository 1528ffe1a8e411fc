/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/egapro_columns.h"

#include <string.h>

#include "platforms/accents.h"
#include "platforms/reading.h"

enum { ANNEE, SIREN_COLUMN, FIRST_NOTE, TEXTS = FIRST_NOTE + PRSE__NOTES };

/* Headings, folded. Without the first two and the index a file is not this
 * one; the others may go. */
static const struct {
    const char *heading;
    int needed;
    size_t text; /* where it goes in a row, for texts */
} known[PRSE__EGAPRO_COLUMNS] = {
    [ANNEE] = {"annee", 1, 0},
    [SIREN_COLUMN] = {"siren", 1, 0},
    [FIRST_NOTE + PRSE__NOTE_REMUNERATIONS] = {"note_ecart_remuneration", 0,
                                               0},
    [FIRST_NOTE + PRSE__NOTE_AUGMENTATIONS] =
        {"note_ecart_taux_d_augmentation_hors_promotion", 0, 0},
    [FIRST_NOTE + PRSE__NOTE_PROMOTIONS] = {"note_ecart_taux_de_promotion", 0,
                                            0},
    [FIRST_NOTE + PRSE__NOTE_AUGMENTATIONS_ET_PROMOTIONS] =
        {"note_ecart_taux_d_augmentation", 0, 0},
    [FIRST_NOTE + PRSE__NOTE_CONGES_MATERNITE] =
        {"note_retour_conge_maternite", 0, 0},
    [FIRST_NOTE + PRSE__NOTE_HAUTES_REMUNERATIONS] =
        {"note_hautes_remunerations", 0, 0},
    [FIRST_NOTE + PRSE__NOTE_INDEX] = {"note_index", 1, 0},
    [TEXTS] = {"structure", 0, offsetof(prse__egapro_row, structure)},
    {"tranche_d_effectifs", 0, offsetof(prse__egapro_row, tranche)},
    {"raison_sociale", 0, offsetof(prse__egapro_row, name)},
    {"nom_ues", 0, offsetof(prse__egapro_row, group)},
    {"entreprises_ues_siren", 0, offsetof(prse__egapro_row, group_members)},
    {"region", 0, offsetof(prse__egapro_row, region)},
    {"departement", 0, offsetof(prse__egapro_row, department)},
    {"pays", 0, offsetof(prse__egapro_row, country)},
    {"code_naf", 0, offsetof(prse__egapro_row, naf)},
};

/* --- The heading --- */

static prse_status wrong(const char *file, const char *what,
                         const char *heading, prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, file,
                           "%s: the column %s %s: it is not the public file "
                           "of the index", file, heading, what);
}

static prse_status place_column(prse__egapro_columns *columns,
                                prse_str heading, size_t position,
                                const char *file, prse_error *err)
{
    for (size_t i = 0; i < PRSE__EGAPRO_COLUMNS; i++) {
        if (!prse__str_is(heading, known[i].heading))
            continue;
        if (columns->at[i])
            return wrong(file, "is twice there", known[i].heading, err);
        columns->at[i] = position + 1;
    }
    return PRSE_OK;
}

prse_status prse__egapro_columns_find(prse__egapro_columns *columns,
                                      const prse_str *cells, size_t count,
                                      const char *file, prse_error *err)
{
    prse__buf heading;
    prse_status status = PRSE_OK;
    *columns = (prse__egapro_columns){{0}};
    prse__buf_init(&heading, 0);
    for (size_t i = 0; i < count && !status; i++) {
        prse__buf_clear(&heading);
        prse__accents_fold(&heading, cells[i]);
        status = heading.failed
                     ? prse__error_nomem(err)
                     : place_column(columns, prse__buf_str(&heading), i,
                                    file, err);
    }
    prse__buf_free(&heading);
    for (size_t i = 0; i < PRSE__EGAPRO_COLUMNS && !status; i++)
        if (known[i].needed && !columns->at[i])
            status = wrong(file, "is missing", known[i].heading, err);
    return status;
}

/* --- Rows --- */

static prse_str cell_of(const prse__egapro_columns *columns, size_t column,
                        const prse_str *cells, size_t count)
{
    size_t at = columns->at[column];
    return at && at <= count ? prse__str_trim(cells[at - 1])
                             : (prse_str){"", 0};
}

/* Workbooks may hold any of them as numbers: 2021.0, 5.52032534E8. */
static int read_int(int64_t *out, prse_str text)
{
    prse__dec number;
    return prse__dec_parse(&number, text) && prse__dec_finite(number) &&
           prse__dec_to_int(out, number);
}

static int read_siren(char *siren, prse_str text)
{
    enum { DIGITS = 9 };
    int64_t value;
    if (!read_int(&value, text) || value < 0 || value > 999999999)
        return 0;
    /* A text keeps the zeros at its head, a number loses them. */
    for (size_t i = DIGITS; i-- > 0; value /= 10)
        siren[i] = (char)('0' + value % 10);
    siren[DIGITS] = '\0';
    return 1;
}

static int read_year(int32_t *year, prse_str text)
{
    int64_t value;
    if (!read_int(&value, text) || value < 1900 || value > 2999)
        return 0;
    *year = (int32_t)value;
    return 1;
}

static int read_note(int32_t *note, prse_str text)
{
    int64_t value;
    *note = PRSE__NOTE_NONE;
    if (!text.len)
        return 1;
    *note = PRSE__NOTE_UNKNOWN;
    if (prse__str_is(text, "NC") || prse__str_is(text, "nc"))
        return 1;
    if (!read_int(&value, text) || value < 0 || value > 100)
        return 0;
    *note = (int32_t)value;
    return 1;
}

/* In the codes that the answers of the service use. */
static prse_str tranche_of(prse_str label)
{
    static const char *const codes[][2] = {{"50 \u00e0 250", "50:250"},
                                           {"251 \u00e0 999", "251:999"},
                                           {"1000 et plus", "1000:"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (prse__accents_same(label, prse_str_of(codes[i][0])))
            return prse_str_of(codes[i][1]);
    return label;
}

int prse__egapro_columns_row(prse__egapro_row *row,
                             const prse__egapro_columns *columns,
                             const prse_str *cells, size_t count)
{
    *row = (prse__egapro_row){0};
    int whole =
        read_year(&row->year, cell_of(columns, ANNEE, cells, count)) &&
        read_siren(row->siren, cell_of(columns, SIREN_COLUMN, cells, count));
    for (size_t i = 0; i < PRSE__NOTES && whole; i++)
        whole = read_note(&row->notes[i],
                          cell_of(columns, FIRST_NOTE + i, cells, count));
    for (size_t i = TEXTS; i < PRSE__EGAPRO_COLUMNS && whole; i++) {
        prse_str text = cell_of(columns, i, cells, count);
        memcpy((char *)row + known[i].text, &text, sizeof text);
    }
    row->tranche = tranche_of(row->tranche);
    return whole;
}
