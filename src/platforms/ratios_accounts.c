/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/ratios_accounts.h"

/* --- Shapes --- */

/* The list of Explore 2.1, of records 1.0, or alone (exports). */
static const prse__node *list_of(const prse__node *root)
{
    const prse__node *list = root;
    if (root && root->kind == PRSE__NODE_MAP) {
        list = prse__node_get(root, "results");
        list = list ? list : prse__node_get(root, "records");
    }
    return list && list->kind == PRSE__NODE_LIST ? list : NULL;
}

/* Fields stand in the item, or in `fields` of it or of its `record`. */
static const prse__node *fields_of(const prse__node *item)
{
    const prse__node *record = prse__node_get(item, "record");
    const prse__node *fields =
        prse__node_get(record ? record : item, "fields");
    return fields ? fields : item;
}

static const prse__node *closing_of(const prse__node *fields)
{
    const prse__node *day = prse__node_get(fields, "date_cloture_exercice");
    return day ? day : prse__node_get(fields, "date_exercice");
}

/* Fields without a value may be left out, but not all of them, everywhere. */
int prse__accounts_are(const prse__node *root)
{
    const prse__node *list = list_of(root);
    if (!list)
        return 0;
    for (const prse__node *n = list->first; n; n = n->next)
        if (closing_of(fields_of(n)))
            return 1;
    return list->first == NULL;
}

/* --- Accounts --- */

int prse__account_is_social(const prse__account *account)
{
    return prse__str_is(account->type, "C") ||
           prse__str_is(account->type, "S");
}

int prse__account_is_group(const prse__account *account)
{
    return prse__str_is(account->type, "K");
}

static int is_public(prse_str secrecy)
{
    return !secrecy.len || prse__str_is(secrecy, "Public");
}

static void read_turnover(prse__account *account, const prse__node *fields)
{
    const prse__node *node = prse__node_get(fields, "chiffre_d_affaires");
    int known = prse__value_decimal(&account->turnover, node);
    if (!is_public(account->secrecy))
        account->state = PRSE__TURNOVER_HIDDEN;
    else if (!known)
        account->state = PRSE__TURNOVER_ABSENT;
    else
        account->state = prse__dec_sign(account->turnover)
                             ? PRSE__TURNOVER_KNOWN
                             : PRSE__TURNOVER_ZERO;
}

static int read_account(prse__account *account, const prse__node *fields)
{
    *account = (prse__account){.type = {"", 0}, .secrecy = {"", 0}};
    prse__value_text(&account->type, prse__node_get(fields, "type_bilan"));
    prse__value_text(&account->secrecy,
                     prse__node_get(fields, "confidentiality"));
    read_turnover(account, fields);
    return prse__value_day(&account->closed, closing_of(fields));
}

/* --- Order: latest first, then by type, then by turnover --- */

static int compare(const prse__account *a, const prse__account *b)
{
    if (a->closed != b->closed)
        return a->closed > b->closed ? -1 : 1;
    int order = prse__str_cmp(a->type, b->type);
    if (!order)
        order = prse__str_cmp(a->secrecy, b->secrecy);
    if (!order)
        order = (a->state > b->state) - (a->state < b->state);
    return order || a->state != PRSE__TURNOVER_KNOWN
               ? order
               : prse__dec_cmp(a->turnover, b->turnover);
}

static void insert(prse__accounts *accounts, const prse__account *account)
{
    size_t at = accounts->count;
    while (at > 0 && compare(account, &accounts->items[at - 1]) < 0)
        at--;
    if (at > 0 && compare(account, &accounts->items[at - 1]) == 0) {
        accounts->repeated++;
        return;
    }
    for (size_t i = accounts->count++; i > at; i--)
        accounts->items[i] = accounts->items[i - 1];
    accounts->items[at] = *account;
}

/* --- The whole --- */

/* The number of others' accounts. */
static size_t fill(prse__accounts *accounts, const prse__node *list,
                   prse_str siren)
{
    size_t others = 0;
    prse__account account;
    for (const prse__node *n = list->first; n; n = n->next) {
        const prse__node *fields = fields_of(n);
        if (prse__value_other_siren(prse__node_get(fields, "siren"), siren)) {
            others++;
            continue;
        }
        if (accounts->read == PRSE__ACCOUNTS)
            break;
        accounts->read++;
        if (read_account(&account, fields))
            insert(accounts, &account);
    }
    return others;
}

static int32_t announced(const prse__node *root, const prse__node *list)
{
    const prse__node *count = prse__node_get(root, "total_count");
    int32_t value;
    if (prse__value_int(&value,
                        count ? count : prse__node_get(root, "nhits")))
        return value;
    return list->count < INT32_MAX ? (int32_t)list->count : INT32_MAX;
}

void prse__accounts_read(prse__accounts *accounts, prse__reading *reading,
                         prse_str siren)
{
    *accounts = (prse__accounts){NULL, 0, 0, 0, 0};
    prse__reading_of_list(reading);
    if (reading->outcome != PRSE_OUTCOME_READ)
        return;
    const prse__node *list = list_of(reading->root);
    if (!prse__accounts_are(reading->root)) {
        prse__reading_refuse(reading, "forme_inconnue");
        return;
    }
    size_t room = list->count < PRSE__ACCOUNTS ? list->count : PRSE__ACCOUNTS;
    accounts->items = prse__arena_alloc(reading->arena, room ? room : 1,
                                        sizeof *accounts->items);
    reading->failed |= accounts->items == NULL;
    if (reading->failed)
        return;
    accounts->announced = announced(reading->root, list);
    size_t others = fill(accounts, list, siren);
    if (others && !accounts->read)
        prse__reading_refuse(reading, "autre_siren");
    else if (!accounts->read)
        reading->outcome = PRSE_OUTCOME_ABSENT;
}
