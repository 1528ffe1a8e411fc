/* SPDX-License-Identifier: Apache-2.0 */
/* From what people type to the units that they mean. */
#include <pthread.h>

#include "stock_files.h"
#include "support/fault.h"

static const char *const units[] = {
    "siren=100000009;statut=O;denomination=VALMORAN;etat=A;tranche=53;"
    "categorie=GE;forme=5599;naf=70.10Z;naf25=70.10Y;nomenclature=NAFRev2",
    "siren=110000007;statut=O;denomination=VALMORAN HYPERMARCHES;etat=A;"
    "tranche=52;categorie=GE;forme=5710;naf=47.11F;nomenclature=NAFRev2",
    "siren=120000005;statut=O;denomination=VALMORAN;etat=A;forme=5499;"
    "naf=56.10C;nomenclature=NAFRev2;tranche=NN",
    "siren=130000003;statut=O;denomination=VALMORAN;etat=C;tranche=53;"
    "forme=5710",
    "siren=140000001;statut=O;denomination=REGIE DES TRAMWAYS DU PONANT;"
    "sigle=R.T.P.;etat=A;tranche=41;forme=4110",
    "siren=150000008;statut=O;denomination=L'OREADE;etat=A;tranche=42",
    "siren=160000006;statut=O;denomination=BOULANGERIE-PATISSERIE LE FOURNIL "
    "D'ELEONORE;usuelle1=CHEZ ÉLÉONORE;etat=A;tranche=01;forme=5499",
    "siren=170000004;statut=O;nom=LE GOFFICHON;prenom=JEAN-BAPTISTE;etat=A;"
    "forme=1000",
    "siren=180000002;statut=P;nom=[ND];prenom=[ND];etat=A;forme=1000",
    "siren=190000000;statut=O;denomination=OFFICE NOUVEAU DU TOURISME;etat=A;"
    "tranche=11;forme=9220",
    "siren=200000008;statut=O;denomination=SCI DU MOULIN;etat=A;forme=6540",
    "siren=210000006;statut=O;denomination=MOULIN;etat=A;forme=5499", NULL};
static const char *const seats[] = {
    "siren=100000009;nic=00012;statut=O;siege=true;postal=35000;code=35238",
    "siren=110000007;nic=00012;statut=O;siege=true;postal=13001;code=13201",
    "siren=120000005;nic=00012;statut=O;siege=true;postal=20000;code=2A004;"
    "enseigne1=LE PETIT COMPTOIR",
    NULL};

typedef struct scene {
    folder folder;
    prse_register *reg;
} scene;

static void make(scene *s)
{
    prse_error err = {0};
    folder_make(&s->folder);
    stock_write_units(&s->folder, "units.csv", units);
    stock_write_seats(&s->folder, "seats.csv", seats);
    cr_assert_eq(stock_import(&s->folder, &err), PRSE_OK, "%s", err.message);
    s->reg = stock_open(&s->folder);
}

static void drop(scene *s)
{
    prse_register_free(s->reg);
    folder_drop(&s->folder);
}

/* "100000009 120000005": what is found, best first. */
static const char *found(scene *s, const char *text,
                         const prse_search_options *opts)
{
    static char out[400];
    prse_units *list = NULL;
    prse_error err = {0};
    size_t length = 0;
    cr_assert_eq(prse_register_search(&list, s->reg, prse_str_of(text), opts,
                                      &err), PRSE_OK, "%s: %s", text,
                 err.message);
    out[0] = '\0';
    for (size_t i = 0; i < prse_units_count(list); i++) {
        prse_unit unit = {.size = sizeof unit};
        prse_units_get(list, i, &unit, NULL);
        length += (size_t)sprintf(out + length, "%s%.*s", i > 0 ? " " : "",
                                  (int)unit.siren.len, unit.siren.ptr);
    }
    cr_expect_geq(prse_units_total(list), prse_units_count(list));
    prse_units_free(list);
    return out;
}

static void expect_first(scene *s, const char *text, const char *siren)
{
    const char *all = found(s, text, NULL);
    cr_expect_eq(strncmp(all, siren, 9), 0, "%s: %s", text, all);
}

PRSE_TEST(search, exact_names_come_first_the_larger_and_open_before)
{
    scene s;
    make(&s);
    cr_expect_str_eq(found(&s, "Valmoran", NULL),
                     "100000009 120000005 110000007 130000003");
    expect_first(&s, "valmoran hypermarchés", "110000007");
    expect_first(&s, "moulin", "210000006");
    expect_first(&s, "sci du moulin", "200000008");
    drop(&s);
}

PRSE_TEST(search, case_accents_and_legal_form_do_not_matter)
{
    scene s;
    make(&s);
    expect_first(&s, "boulangerie pâtisserie", "160000006");
    expect_first(&s, "chez eleonore", "160000006");
    expect_first(&s, "SA Valmoran Hypermarchés", "110000007");
    expect_first(&s, "la société l’Oréade", "150000008");
    expect_first(&s, "LE GOFFICHON Jean Baptiste", "170000004");
    expect_first(&s, "petit comptoir", "120000005"); /* sign of the seat */
    drop(&s);
}

PRSE_TEST(search, acronyms_are_written_or_made_of_initials)
{
    scene s;
    make(&s);
    expect_first(&s, "rtp", "140000001");
    expect_first(&s, "R T P", "140000001");
    expect_first(&s, "r.t.p. ponant", "140000001");
    expect_first(&s, "ont", "190000000");
    drop(&s);
}

PRSE_TEST(search, the_last_word_may_be_a_beginning)
{
    scene s;
    make(&s);
    expect_first(&s, "valmo", "100000009");
    expect_first(&s, "valmoran hyp", "110000007");
    expect_first(&s, "regie des tr", "140000001");
    cr_expect_str_eq(found(&s, "valmo hypermarches", NULL), "");
    drop(&s);
}

PRSE_TEST(search, small_typos_are_forgiven)
{
    scene s;
    make(&s);
    expect_first(&s, "valmran", "100000009");
    expect_first(&s, "valmorran", "100000009");
    expect_first(&s, "valmroan hypermarches", "110000007");
    expect_first(&s, "valmotan hypernarches", "110000007");
    expect_first(&s, "fournil eleonorr", "160000006");
    expect_first(&s, "gofichon", "170000004");
    expect_first(&s, "regi des tramway du ponan", "140000001");
    cr_expect_str_eq(found(&s, "vlmran", NULL), "");
    drop(&s);
}

PRSE_TEST(search, words_may_be_joined_or_split)
{
    scene s;
    make(&s);
    expect_first(&s, "loreade", "150000008");
    expect_first(&s, "valmoranhypermarches", "110000007");
    expect_first(&s, "val moran hypermarches", "110000007");
    expect_first(&s, "valmoran hyper marches", "110000007");
    expect_first(&s, "tramwaysponant", "140000001");
    drop(&s);
}

/* --- Filters --- */

static const char *with(scene *s, const char *text, prse_search_options o)
{
    o.size = sizeof o;
    return found(s, text, &o);
}

#define WITH(text, ...) with(&s, text, (prse_search_options){__VA_ARGS__})

PRSE_TEST(search, units_must_have_the_codes_that_are_asked_for)
{
    scene s;
    make(&s);
    cr_expect_str_eq(WITH("valmoran", .departement = PRSE_STR("13")),
                     "110000007");
    cr_expect_str_eq(WITH("valmoran", .departement = PRSE_STR("2a")),
                     "120000005");
    cr_expect_str_eq(WITH("valmoran", .naf = PRSE_STR("70.10Z")),
                     "100000009");
    cr_expect_str_eq(WITH("valmoran", .naf = PRSE_STR("7010Y")),
                     "100000009");
    cr_expect_str_eq(WITH("valmoran", .naf = PRSE_STR("47")), "110000007");
    cr_expect_str_eq(WITH("valmoran", .naf = PRSE_STR("47.1")), "110000007");
    cr_expect_str_eq(WITH("valmoran", .naf = PRSE_STR("99")), "");
    cr_expect_str_eq(WITH("valmoran",
                          .categorie_juridique = PRSE_STR("54")),
                     "120000005");
    cr_expect_str_eq(WITH("valmoran",
                          .tranche_effectif = PRSE_STR("52, NN")),
                     "120000005 110000007");
    cr_expect_str_eq(WITH("valmoran", .only_open = 1),
                     "100000009 120000005 110000007");
    cr_expect_str_eq(WITH("val", .only_open = 1,
                          .departement = PRSE_STR("35"),
                          .naf = PRSE_STR("70"),
                          .categorie_juridique = PRSE_STR("5599"),
                          .tranche_effectif = PRSE_STR("53")), "100000009");
    drop(&s);
}

PRSE_TEST(search, gives_as_many_as_wanted)
{
    scene s;
    make(&s);
    cr_expect_str_eq(WITH("valmoran", .limit = 2), "100000009 120000005");
    cr_expect_eq(strlen(WITH("valmoran", .limit = 4000)), 39);
    drop(&s);
}

PRSE_TEST(search, a_number_finds_its_unit)
{
    scene s;
    make(&s);
    cr_expect_str_eq(found(&s, "100 000 009", NULL), "100000009");
    cr_expect_str_eq(found(&s, "180000002", NULL), "180000002");
    cr_expect_str_eq(found(&s, "552081317", NULL), "");
    drop(&s);
}

PRSE_TEST(search, whoever_refuses_diffusion_has_no_name)
{
    scene s;
    make(&s);
    cr_expect_str_eq(found(&s, "nd", NULL), "");
    cr_expect_str_eq(found(&s, "[ND] [ND]", NULL), "");
    drop(&s);
}

/* --- Calls that are wrong, texts that mean harm --- */

PRSE_TEST(search, a_call_may_be_wrong)
{
    scene s;
    prse_error err = {0};
    prse_units *list = NULL;
    struct {
        prse_search_options known;
        uint32_t unknown[4];
    } later = {.known.size = sizeof later, .unknown = {7}};
    make(&s);
    prse_str text = PRSE_STR("valmoran");
    cr_expect_eq(prse_register_search(NULL, s.reg, text, NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_search(&list, NULL, text, NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_search(&list, s.reg, text, &later.known,
                                      &err), PRSE_EABI);
    cr_expect_eq(prse_register_search(&list, s.reg, PRSE_STR(" .,!"), NULL,
                                      &err), PRSE_EPARSE);
    cr_expect_eq(prse_register_search(&list, s.reg, (prse_str){0}, NULL,
                                      NULL), PRSE_EPARSE);
    cr_expect_eq(prse_register_search(&list, s.reg, PRSE_STR("a\xFF"), NULL,
                                      &err), PRSE_EPARSE);
    cr_expect_not_null(strstr(err.message, "byte 2"));
    cr_expect_eq(prse_register_search(&list, s.reg, PRSE_STR("100000008"),
                                      NULL, &err), PRSE_ETYPE);
    cr_expect_null(list);
    drop(&s);
}

static void survive(scene *s, prse_str text)
{
    prse_error err = {0};
    prse_units *list = NULL;
    prse_search_options opts = {.size = sizeof opts, .naf = text,
                                .departement = text,
                                .tranche_effectif = text,
                                .categorie_juridique = text};
    prse_status status = prse_register_search(&list, s->reg, text, NULL,
                                              &err);
    cr_expect(status == PRSE_OK || status == PRSE_EPARSE, "%.40s: %s",
              text.ptr, err.message);
    prse_units_free(list);
    list = NULL;
    status = prse_register_search(&list, s->reg, PRSE_STR("valmoran"), &opts,
                                  &err);
    cr_expect_eq(status, PRSE_OK, "%.40s: %s", text.ptr, err.message);
    prse_units_free(list);
}

PRSE_TEST(search, hostile_texts_are_texts)
{
    static const char *const texts[] = {
        "\" OR 1=1 --", "valmoran\" NEAR(a b, 3)", "-valmoran ^* AND NOT",
        "'; DROP TABLE unite_legale; --", "*", "@rtp", "=d35", "*v", "%_",
        "denomination:valmoran", "{a b}:c", "\xF0\x9F\x98\x80 valmoran",
        "е\xCC\x81 Москва \xE4\xBD\xA0\xE5\xA5\xBD",
        "a a a a a a a a a a a a a a a a a a a a a a a a", "12 34 56 78 90"};
    static char large[1 << 20];
    scene s;
    make(&s);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        survive(&s, prse_str_of(texts[i]));
    survive(&s, (prse_str){"val\0moran\0\0", 11});
    memset(large, 'v', sizeof large);
    survive(&s, (prse_str){large, sizeof large});
    for (size_t i = 0; i + 9 < sizeof large; i += 9)
        memcpy(large + i, "valmoram ", 9);
    survive(&s, (prse_str){large, sizeof large});
    for (size_t i = 0; i < sizeof large; i++)
        large[i] = (char)(i % 3 ? 'a' + i * 7 % 26 : ' ');
    survive(&s, (prse_str){large, sizeof large});
    drop(&s);
}

PRSE_TEST(search, lacks_memory_and_says_so)
{
    static const char *const texts[] = {"valmo", "valmotan hypermarche",
                                        "val moran rtp"};
    scene s;
    make(&s);
    for (size_t i = 0; i < 3; i++) {
        found(&s, texts[i], NULL); /* so that a connection is there */
        PRSE_EACH_FAULT {
            prse_error err = {0};
            prse_units *list = NULL;
            prse_search_options opts = {.size = sizeof opts,
                                        .naf = PRSE_STR("47"),
                                        .tranche_effectif =
                                            PRSE_STR("52,53")};
            prse_status status = prse_register_search(
                &list, s.reg, prse_str_of(texts[i]), &opts, &err);
            PRSE_FAULT_CHECK(status, err);
            prse_units_free(list);
        }
    }
    drop(&s);
}

/* --- Threads --- */

static void *search_often(void *reg)
{
    static const char *const texts[] = {"valmoran", "valmotan hyper",
                                        "loreade", "rtp"};
    size_t good = 0;
    for (size_t i = 0; i < 200; i++) {
        prse_units *list = NULL;
        prse_status status = prse_register_search(
            &list, reg, prse_str_of(texts[i % 4]), NULL, NULL);
        good += status == PRSE_OK && prse_units_count(list) > 0;
        prse_units_free(list);
    }
    return good == 200 ? reg : NULL;
}

PRSE_TEST(search, threads_share_a_register)
{
    scene s;
    pthread_t threads[4];
    make(&s);
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, search_often, s.reg),
                     0);
    for (size_t i = 0; i < 4; i++) {
        void *good = NULL;
        pthread_join(threads[i], &good);
        cr_expect_not_null(good);
    }
    drop(&s);
}
