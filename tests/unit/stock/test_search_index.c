/* SPDX-License-Identifier: Apache-2.0 */
/* The index says of every unit what the table says, after a build and after
 * updates. */
#include "search_scene.h"
#include "stock/words.h"
#include "stock_files.h"
#include "support/fault.h"

enum { UNITS = 700, NAME = 80 };

typedef struct model {
    char names[UNITS][NAME]; /* of the unit UNITS plus its place; "": none */
} model;

static void random_word(char *to, uint64_t *chance)
{
    static const char *const starts[] = {"ma", "mar", "ba", "z", "9"};
    char *end = to + sprintf(to, "%s", starts[scene_random(chance, 5)]);
    for (uint32_t i = scene_random(chance, 3); i > 0; i--)
        *end++ = (char)('a' + scene_random(chance, 26));
    *end = '\0';
}

static void name_unit(scene *s, model *m, uint32_t place, uint64_t *chance)
{
    char unit[200], words[3][20];
    for (size_t i = 0; i < 3; i++)
        random_word(words[i], chance);
    snprintf(m->names[place], NAME, "%s %s %s", words[0], words[1],
             words[2]);
    snprintf(unit, sizeof unit, "%u;%u;%u;35;70.10Z;5599;%s", UNITS + place,
             scene_random(chance, 2), 11 + scene_random(chance, 2),
             m->names[place]);
    scene_add(s, unit);
}

static void make(scene *s, model *m, uint64_t *chance)
{
    scene_make(s);
    memset(m, 0, sizeof *m);
    scene_run(s, "BEGIN");
    for (uint32_t i = 0; i < UNITS / 2; i++)
        name_unit(s, m, i, chance);
    scene_run(s, "COMMIT");
}

/* --- What is found, and what should be --- */

static int name_has(const char *name, prse__wanted wanted)
{
    prse__words words;
    prse__words_split(&words, prse_str_of(name));
    for (size_t i = 0; i < words.count; i++) {
        prse_str word = prse__words_get(&words, i);
        if (word.len >= wanted.text.len &&
            (wanted.prefix || word.len == wanted.text.len) &&
            memcmp(word.ptr, wanted.text.ptr, wanted.text.len) == 0)
            return 1;
    }
    return 0;
}

static void mark_part(scene *s, prse__wanted wanted, char marks[UNITS])
{
    static uint32_t units[UNITS];
    prse_error err = {0};
    prse__demand one = {&wanted, 1};
    prse__match match = {.end = UNITS, .room = UNITS, .units = units};
    cr_assert_eq(prse__match_run(&match, s->index, &one, 1, &err), PRSE_OK,
                 "%s", err.message);
    for (size_t i = 0; i < match.count; i++) {
        int64_t siren;
        int changed;
        cr_assert_eq(prse__index_siren(&siren, s->index, units[i], &err),
                     PRSE_OK);
        cr_assert_eq(prse__index_changed(&changed, s->index, siren, &err),
                     PRSE_OK);
        cr_assert(siren >= UNITS && siren < 2 * UNITS);
        marks[siren - UNITS] |= !changed;
    }
}

static void check(scene *s, const model *m, uint64_t *chance)
{
    char text[40], marks[UNITS] = {0};
    random_word(text, chance);
    prse__wanted wanted = {prse_str_of(text), (int)scene_random(chance, 2)};
    if (scene_random(chance, 3) == 0)
        wanted.text.len = 1;
    for (int part = 0; part < PRSE__INDEX_PARTS; part++) {
        s->index->part = part;
        if (s->index->parts[part].units > 0)
            mark_part(s, wanted, marks);
    }
    for (size_t i = 0; i < UNITS; i++)
        cr_assert_eq(marks[i], name_has(m->names[i], wanted),
                     "%s%s in %s: found %d", text, wanted.prefix ? "*" : "",
                     m->names[i], marks[i]);
    prse__arena_reset(s->arena);
}

PRSE_TEST(search_index, has_every_word_and_beginning_of_every_unit)
{
    static scene s;
    static model m;
    uint64_t chance = 3;
    make(&s, &m, &chance);
    scene_build(&s);
    scene_open(&s);
    cr_expect_gt(prse__index_words(s.index), 300);
    for (int i = 0; i < 1000; i++)
        check(&s, &m, &chance);
    scene_drop(&s);
}

/* --- Updates --- */

static void change_some(scene *s, model *m, uint64_t *chance, uint32_t count)
{
    prse_error err = {0};
    scene_run(s, "BEGIN");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t place = scene_random(chance, UNITS);
        if (scene_random(chance, 4) > 0) {
            name_unit(s, m, place, chance);
        } else {
            m->names[place][0] = '\0';
            scene_run(s, "DELETE FROM unite_legale WHERE siren=%u",
                      UNITS + place);
        }
        cr_assert_eq(prse__index_change(s->db, UNITS + place, &err),
                     PRSE_OK);
    }
    cr_assert_eq(prse__index_update(s->db, NULL, &err), PRSE_OK, "%s",
                 err.message);
    scene_run(s, "COMMIT");
}

static int64_t count_of(scene *s, const char *sql)
{
    prse__stmt *stmt = NULL;
    prse_error err = {0};
    int row;
    cr_assert_eq(prse__db_prepare(&stmt, s->db, sql, &err), PRSE_OK);
    cr_assert_eq(prse__stmt_step(stmt, &row, &err), PRSE_OK);
    int64_t count = row ? prse__stmt_int(stmt, 0) : -1;
    prse__stmt_free(stmt);
    return count;
}

PRSE_TEST(search_index, follows_units_that_change_come_and_go)
{
    static scene s;
    static model m;
    uint64_t chance = 5;
    make(&s, &m, &chance);
    scene_build(&s);
    scene_open(&s);
    for (int round = 0; round < 12; round++) {
        change_some(&s, &m, &chance, 10);
        prse_error err = {0};
        cr_assert_eq(prse__index_start(s.index, &err), PRSE_OK);
        for (int i = 0; i < 100; i++)
            check(&s, &m, &chance);
    }
    scene_drop(&s);
}

PRSE_TEST(search_index, is_made_anew_when_many_units_have_changed)
{
    static scene s;
    static model m;
    uint64_t chance = 6;
    make(&s, &m, &chance);
    scene_build(&s);
    change_some(&s, &m, &chance, 20);
    cr_expect_gt(count_of(&s, "SELECT count(*) FROM recherche_change"), 0);
    cr_expect_eq(count_of(&s, "SELECT count(*) FROM recherche_partie"), 2);
    change_some(&s, &m, &chance, 200);
    cr_expect_eq(count_of(&s, "SELECT count(*) FROM recherche_change"), 0);
    cr_expect_eq(count_of(&s, "SELECT count(*) FROM recherche_partie"), 1);
    cr_expect_eq(count_of(&s, "SELECT count(*) FROM recherche_mot"
                              " WHERE partie=1"), 0);
    scene_open(&s);
    for (int i = 0; i < 100; i++)
        check(&s, &m, &chance);
    scene_drop(&s);
}

PRSE_TEST(search_index, a_unit_that_only_goes_is_not_found)
{
    static scene s;
    prse_error err = {0};
    scene_make(&s);
    for (int i = 1; i <= 20; i++)
        scene_run(&s, "INSERT INTO unite_legale(siren,ouverte,partielle,"
                      "personne_physique,denomination)"
                      " VALUES(%d,1,0,0,'SEUL')", i);
    scene_build(&s);
    scene_run(&s, "BEGIN;DELETE FROM unite_legale WHERE siren=1");
    cr_assert_eq(prse__index_change(s.db, 1, &err), PRSE_OK);
    cr_assert_eq(prse__index_update(s.db, NULL, &err), PRSE_OK);
    scene_run(&s, "COMMIT");
    scene_open(&s);
    int changed = 0;
    cr_assert_eq(prse__index_changed(&changed, s.index, 1, &err), PRSE_OK);
    cr_expect_eq(changed, 1);
    cr_assert_eq(prse__index_changed(&changed, s.index, 2, &err), PRSE_OK);
    cr_expect_eq(changed, 0);
    scene_drop(&s);
}

/* --- The file --- */

PRSE_TEST(search_index, the_same_rows_make_the_same_bytes)
{
    static scene a, b;
    static model m;
    char path[400];
    uint64_t chance = 8;
    make(&a, &m, &chance);
    chance = 8;
    make(&b, &m, &chance);
    scene_build(&a);
    scene_run(&b, "BEGIN");
    prse_error err = {0};
    cr_assert_eq(prse__index_build(b.db, NULL, &err), PRSE_OK);
    scene_run(&b, "ROLLBACK"); /* as when the program is killed */
    scene_build(&b);
    snprintf(path, sizeof path, "%s", folder_file(&a.folder, "reg.db").ptr);
    cr_expect(stock_same(path, folder_file(&b.folder, "reg.db").ptr));
    scene_drop(&a);
    scene_drop(&b);
}

static int stop_at_once(void *user)
{
    (void)user;
    return 1;
}

static void note(void *user, uint64_t done, uint64_t total)
{
    uint64_t *last = user;
    cr_expect_geq(done, *last);
    cr_expect_leq(done, total);
    *last = done;
}

PRSE_TEST(search_index, tells_how_far_it_is_and_stops_when_asked)
{
    static scene s;
    static model m;
    uint64_t chance = 9, last = 0;
    prse_error err = {0};
    prse__index_watch watch = {.progress = note, .user = &last};
    watch.units = 1000;
    make(&s, &m, &chance);
    scene_run(&s, "INSERT INTO unite_legale(siren,partielle,"
                  "personne_physique) WITH n(i) AS (SELECT 10000 UNION ALL"
                  " SELECT i+1 FROM n WHERE i<10500) SELECT i,0,0 FROM n;"
                  "BEGIN");
    cr_assert_eq(prse__index_build(s.db, &watch, &err), PRSE_OK);
    cr_expect_gt(last, 0);
    watch.should_stop = stop_at_once;
    cr_expect_eq(prse__index_build(s.db, &watch, &err), PRSE_ECANCELED);
    scene_run(&s, "ROLLBACK");
    scene_drop(&s);
}

PRSE_TEST(search_index, of_another_version_or_absent_is_refused)
{
    static scene s;
    static model m;
    prse__index *index = NULL;
    uint64_t chance = 10;
    prse_error err = {0};
    make(&s, &m, &chance);
    scene_build(&s);
    scene_run(&s, "UPDATE recherche_partie SET version=99");
    cr_expect_eq(prse__index_open(&index, s.db, &err), PRSE_ESCHEMA);
    scene_run(&s, "UPDATE recherche_partie SET version=1, bits=77");
    cr_expect_eq(prse__index_open(&index, s.db, &err), PRSE_ESCHEMA);
    scene_run(&s, "DROP TABLE recherche_partie");
    cr_expect_neq(prse__index_open(&index, s.db, &err), PRSE_OK);
    cr_expect_null(index);
    prse__index_close(NULL);
    scene_drop(&s);
}

PRSE_TEST(search_index, lacks_memory_and_says_so)
{
    static scene s;
    static model m;
    uint64_t chance = 12;
    make(&s, &m, &chance);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        scene_run(&s, "BEGIN");
        prse_status status = prse__index_build(s.db, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        scene_run(&s, "ROLLBACK");
    }
    scene_build(&s);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__index *index = NULL;
        prse_status status = prse__index_open(&index, s.db, &err);
        PRSE_FAULT_CHECK(status, err);
        prse__index_close(index);
    }
    scene_drop(&s);
}
