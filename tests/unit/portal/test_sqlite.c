/* SPDX-License-Identifier: Apache-2.0 */
/* The same over rows in a file, which outlives its process. */
#include <string.h>

#include "actions.h"
#include "crowd.h"
#include "support/folder.h"
#include "support/test.h"

static void open_file(folder *f, prse_store *store)
{
    prse_store_sqlite_options opts = {.size = sizeof opts,
                                      .durability = PRSE_NOT_FLUSHED};
    SCENE_OK(prse_store_sqlite(store, folder_file(f, "portail.sqlite"), &opts,
                               &err));
}

static void file_scene(scene *s, folder *f)
{
    prse_store store = {0};
    open_file(f, &store);
    scene_open_on(s, &store, NULL);
}

PRSE_TEST(sqlite, serves_every_function_to_who_may, .timeout = PRSE_LONG)
{
    for (size_t i = 0; i < action_count; i++) {
        const action *a = &actions[i];
        folder f;
        prse_store store = {0};
        stage st;
        folder_make(&f);
        open_file(&f, &store);
        stage_open(&st, &store);
        stage_role(&st, a->about == OTHER ? PRSE_ROLE_HOST
                        : a->about == OWN ? PRSE_ROLE_READER
                                          : PRSE_ROLE_OWNER);
        if (a->prepare)
            a->prepare(&st);
        SCENE_IS(a->answer, a->run(&st, stage_by(&st), &err));
        cr_assert_eq(scene_check(&st.s, NULL, 0), 0, "%s", a->name);
        stage_close(&st);
        folder_drop(&f);
    }
}

PRSE_TEST(sqlite, is_opened_again_with_its_rights_and_its_journal)
{
    folder f;
    scene s;
    char before[72], after[72];
    folder_make(&f);
    file_scene(&s, &f);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_EDITOR);
    scene_digest(&s, before);
    scene_leave(&a);
    scene_close(&s);
    file_scene(&s, &f);
    scene_digest(&s, after);
    cr_assert_str_eq(before, after);
    SCENE_OK(prse_session_of_person(&a.session, s.portal, prse_str_of(a.id),
                                    &err));
    cr_assert_eq(scene_role_of(&a, SIREN_A), PRSE_ROLE_EDITOR);
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    scene_leave(&a);
    scene_close(&s);
    folder_drop(&f);
}

PRSE_TEST(sqlite, lets_a_crowd_in_once, .timeout = PRSE_LONG)
{
    folder f;
    scene s;
    folder_make(&f);
    file_scene(&s, &f);
    crowd_accept(&s);
    scene_close(&s);
    folder_drop(&f);
}

PRSE_TEST(sqlite, keeps_an_owner_in_a_crowd, .timeout = PRSE_LONG)
{
    folder f;
    scene s;
    folder_make(&f);
    file_scene(&s, &f);
    crowd_leave(&s);
    crowd_write(&s, 10);
    scene_close(&s);
    folder_drop(&f);
}
