/* SPDX-License-Identifier: Apache-2.0 */
/* Scores the FEEL engine on the DMN Technology Compatibility Kit.
 *
 *   tck [--failures] [SUITE]
 *
 * The kit is not part of the project: PRSE_TCK tells where it is, else it is
 * looked for beside the source tree; without it the test is skipped. Two
 * scores are given, since an engine that always answers null would pass the
 * many cases that expect null: all cases, and those that expect a value. The
 * test fails below the scores of tck-floor.txt. */
#include "tck_model.h"
#include "tck_value.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SKIPPED = 77, LONGEST_PATH = 1024 };

typedef struct score {
    unsigned passed, total, valued_passed, valued_total;
} score;

typedef struct options {
    int failures;
    const char *suite; /* NULL: all */
} tck_options;

/* --- One case --- */

typedef struct subject {
    const tck_model *model;
    const xml *test;
    const char *suite;
    const tck_options *options;
} subject;

static const xml *input_element(const tck_model *model, prse_str name)
{
    const xml *found = tck_find(model, "inputData", name);
    return found ? found : tck_find(model, "decision", name);
}

/* 0: an input is of a type that the library does not have. */
static int give_inputs(tck_run *run, const xml *test)
{
    XML_EACH(input, test, "inputNode") {
        const prse__value *value = tck_read_value(run->ev, input);
        const xml *element =
            input_element(run->model, xml_get(input, "name"));
        if (!value)
            return 0;
        if (element)
            tck_know(run, element,
                     tck_conform(run, value,
                                 xml_get(xml_child(element, "variable"),
                                         "typeRef")));
    }
    return 1;
}

/* A service of several decisions gives a context of them. */
static const prse__value *of_service(tck_run *run, prse_str service,
                                     prse_str name)
{
    const xml *element = tck_find(run->model, "decisionService", service);
    const prse__value *value = element ? tck_serve(run, element) : NULL;
    if (value && xml_count(element, "outputDecision") > 1)
        value = prse__value_entry(value, name);
    return value ? value : &prse__value_null;
}

static const prse__value *asked_for(tck_run *run, const xml *test,
                                    const xml *result)
{
    prse_str service = xml_get(test, "invocableName");
    prse_str name = xml_get(result, "name");
    if (service.len)
        return of_service(run, service, name);
    const xml *decision = tck_find(run->model, "decision", name);
    return decision ? tck_value_of(run, decision) : &prse__value_null;
}

static void show_failure(const subject *s, const xml *result,
                         const prse__value *got, const prse__value *wanted)
{
    prse__buf a, b;
    if (!s->options->failures)
        return;
    prse__buf_init(&a, 1 << 16);
    prse__buf_init(&b, 1 << 16);
    prse__value_print(&a, got);
    if (wanted)
        prse__value_print(&b, wanted);
    prse_str id = xml_get(s->test, "id"), name = xml_get(result, "name");
    printf("%s %.*s %.*s: got %s, expected %s\n", s->suite, (int)id.len,
           id.ptr, (int)name.len, name.ptr, a.ptr,
           wanted ? b.ptr : "a time or a date and time");
    prse__buf_free(&a);
    prse__buf_free(&b);
}

/* Each result is asked of a fresh run, so that none helps another. */
static int result_is_right(const subject *s, const xml *result)
{
    prse__arena *arena = prse__arena_new(0);
    prse__eval ev = prse__eval_begin(arena, 0);
    tck_run run = {.model = s->model, .ev = &ev, .arena = arena};
    const prse__value *wanted =
        tck_read_value(&ev, xml_child(result, "expected"));
    const prse__value *got = &prse__value_null;
    if (give_inputs(&run, s->test))
        got = asked_for(&run, s->test, result);
    int right = wanted && ev.status == PRSE_OK && tck_same(got, wanted);
    if (!right)
        show_failure(s, result, got, wanted);
    prse__arena_free(arena);
    return right;
}

static int expects_a_value(const xml *result)
{
    const xml *value =
        xml_child(xml_child(result, "expected"), "value");
    return !value || !prse__str_is(xml_get(value, "nil"), "true");
}

static void judge(const subject *s, score *sum)
{
    int right = 1, valued = 0;
    XML_EACH(result, s->test, "resultNode") {
        right &= result_is_right(s, result);
        valued |= expects_a_value(result);
    }
    sum->total++;
    sum->passed += (unsigned)right;
    sum->valued_total += (unsigned)valued;
    sum->valued_passed += (unsigned)(right && valued);
}

/* --- Suites --- */

typedef char path[LONGEST_PATH];

/* A path that is too long is cut, and then names no file. */
static void join(path out, const char *folder, const char *suite,
                 prse_str file)
{
    int len = snprintf(out, sizeof(path), "%s/%s/%.*s", folder, suite,
                       (int)file.len, file.ptr);
    if (len >= LONGEST_PATH)
        out[0] = '\0';
}

static void run_tests(const char *folder, const char *suite, const char *file,
                      const tck_options *options, score *sum)
{
    path at;
    tck_model model;
    prse__arena *arena = prse__arena_new(0);
    join(at, folder, suite, prse_str_of(file));
    const xml *tests = xml_read(arena, at);
    join(at, folder, suite, xml_child_text(tests, "modelName"));
    if (tests && tck_model_read(&model, arena, at))
        XML_EACH(test, tests, "testCase")
            judge(&(subject){&model, test, suite, options}, sum);
    else
        fprintf(stderr, "tck: cannot read %s/%s\n", suite, file);
    prse__arena_free(arena);
}

static int is_test_file(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && strcmp(name + len - 4, ".xml") == 0;
}

static void run_suite(const char *folder, const char *suite,
                      const tck_options *options, score *sum)
{
    path at;
    struct dirent **files;
    join(at, folder, suite, PRSE_STR(""));
    int count = scandir(at, &files, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (is_test_file(files[i]->d_name))
            run_tests(folder, suite, files[i]->d_name, options, sum);
        free(files[i]);
    }
    if (count >= 0)
        free(files);
}

/* 0: there is no such folder. */
static int run_level(const char *kit, int level, const tck_options *options,
                     score *sum)
{
    path folder;
    struct dirent **suites;
    join(folder, kit, level == 2 ? "compliance-level-2" : "compliance-level-3",
         PRSE_STR(""));
    int count = scandir(folder, &suites, NULL, alphasort);
    if (count < 0)
        return 0;
    for (int i = 0; i < count; i++) {
        const char *name = suites[i]->d_name;
        if (name[0] != '.' &&
            (!options->suite || strstr(name, options->suite)))
            run_suite(folder, name, options, sum);
        free(suites[i]);
    }
    free(suites);
    return 1;
}

/* --- The verdict --- */

static void show(const char *what, unsigned passed, unsigned total)
{
    printf("%-16s %4u/%-4u %5.1f %%\n", what, passed, total,
           total ? 100.0 * passed / total : 0.0);
}

/* "CL2 116" and so on, in that order. */
static int is_above_floor(const char *root, const unsigned scores[3])
{
    static const char *const NAMES[3] = {"CL2", "CL3", "valued"};
    path at;
    char name[16];
    unsigned least;
    int fine = 1;
    join(at, root, "tests/conformance", PRSE_STR("tck-floor.txt"));
    FILE *file = fopen(at, "r");
    for (int i = 0; i < 3; i++) {
        if (!file || fscanf(file, "%15s %u", name, &least) != 2 ||
            strcmp(name, NAMES[i]) != 0) {
            fprintf(stderr, "tck: %s must say \"%s NUMBER\"\n", at, NAMES[i]);
            fine = 0;
        } else if (scores[i] < least) {
            fprintf(stderr, "tck: %s fell to %u, below %u\n", name, scores[i],
                    least);
            fine = 0;
        }
    }
    if (file)
        fclose(file);
    return fine;
}

static void find_kit(path out, const char *root)
{
    const char *told = getenv("PRSE_TCK");
    if (told)
        join(out, told, ".", PRSE_STR(""));
    else
        join(out, root, "../shared/tck", PRSE_STR(""));
}

static tck_options read_options(int argc, char **argv)
{
    tck_options read = {0};
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--failures") == 0)
            read.failures = 1;
        else
            read.suite = argv[i];
    return read;
}

int main(int argc, char **argv)
{
    path kit;
    const char *root = getenv("PRSE_SOURCE_ROOT");
    root = root ? root : ".";
    tck_options options = read_options(argc, argv);
    score two = {0}, three = {0};
    find_kit(kit, root);
    if (!run_level(kit, 2, &options, &two) ||
        !run_level(kit, 3, &options, &three)) {
        printf("no DMN TCK in %s: set PRSE_TCK\n", kit);
        return SKIPPED;
    }
    unsigned valued = two.valued_passed + three.valued_passed;
    show("CL2", two.passed, two.total);
    show("CL3", three.passed, three.total);
    show("both", two.passed + three.passed, two.total + three.total);
    show("both, valued", valued, two.valued_total + three.valued_total);
    if (options.suite)
        return 0;
    return !is_above_floor(
        root, (unsigned[3]){two.passed, three.passed, valued});
}
