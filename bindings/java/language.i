/* SPDX-License-Identifier: Apache-2.0 */
/* Java: static methods, one a function, in org.portailrse.core.Core. Handles
 * and structs are classes that generate.py writes; a status other than PRSE_OK
 * is an exception. */
%pragma(java) moduleclassmodifiers="public final class"
%pragma(java) jniclasscode=%{
    static {
        System.loadLibrary("portailrse_java");
    }
%}
%pragma(java) modulecode=%{
    private Core() {
    }

    private static String[] pairs(java.util.Map<String, String> files) {
        return files.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .toArray(String[]::new);
    }
%}

%{
#include "crossing.h"
#include "fields.h"
#include <string.h>
%}

%exception {
    if (prse_java_thrown(jenv)) {
        prse_java_end();
        return $null;
    }
    $action
}

/* TYPE crosses as JAVA, and is CROSSING between Java and JNI. */
%define %crosses(TYPE, JNI, CROSSING, JAVA)
%typemap(jni) TYPE #JNI
%typemap(jtype) TYPE #CROSSING
%typemap(jstype) TYPE #JAVA
%typemap(javain) TYPE "$javainput"
%typemap(javaout) TYPE { return $jnicall; }
%enddef

/* --- Status and error --- */

%crosses(prse_status, jobject, Object, void)
%typemap(javaout) prse_status { $jnicall; }
%typemap(out) prse_status "$result = NULL;"
%typemap(in, numinputs=0) prse_error *err (prse_error failure) {
    memset(&failure, 0, sizeof failure);
    $1 = &failure;
}
%typemap(argout) prse_error *err {
    if (!prse_java_thrown(jenv))
        prse_java_settle(jenv, result, $1);
}
%typemap(freearg) prse_error *err "prse_java_end();"
%typemap(jni) prse_status status "jint"
%typemap(jtype) prse_status status "int"
%typemap(jstype) prse_status status "Status"
%typemap(javain) prse_status status "$javainput.value()"
%typemap(in) prse_status status "$1 = (prse_status)$input;"
/* One without an error answers its status. */
%typemap(out) prse_status prse_pack_part {
    prse_error bare = {(int32_t)$1, 0, 0, 0, "", "", "there is no such item"};
    prse_java_settle(jenv, $1, &bare);
    $result = NULL;
}

/* What FUNCTION answers: one of what it fills, or several. */
%define %answers(TYPE, FUNCTION, JAVA)
%typemap(jtype) TYPE FUNCTION "Object"
%typemap(jstype) TYPE FUNCTION #JAVA
%typemap(javaout) TYPE FUNCTION { return (JAVA) $jnicall; }
%enddef
%define %listed(TYPE, FUNCTION)
%crosses(TYPE FUNCTION, jobject, FactUse[], FactUse[])
%typemap(out) TYPE FUNCTION {
    $result = prse_java_uses(jenv, &prse_java_prse_fact_use, FUNCTION, arg1,
                             arg2, result);
}
%enddef
%define %also(MORE)
$result = prse_java_also(jenv, $result, MORE)
%enddef

/* --- Text --- */

%crosses(prse_str, jobject, String, String)
%typemap(in) prse_str "$1 = prse_java_str(jenv, $input);"
%typemap(out) prse_str "$result = prse_java_string(jenv, $1);"
%typemap(freearg) prse_str "prse_java_end();"
%typemap(out) prse_str prse_pack_fact_choice
    "$result = prse_java_also(jenv, NULL, prse_java_string(jenv, $1));"
%crosses(const char *, jobject, String, String)
%typemap(in) const char * "$1 = (char *)prse_java_chars(jenv, $input);"
%typemap(out) const char * "$result = prse_java_string_of(jenv, $1);"
%typemap(freearg) const char * "prse_java_end();"
%typemap(in, numinputs=0) prse_text **out (prse_text *made = NULL),
                          prse_text **report (prse_text *made = NULL)
    "$1 = &made;"
%typemap(argout) prse_text **out, prse_text **report {
    if (result == PRSE_OK) {
        %also(prse_java_taken(jenv, made$argnum));
    }
}

/* --- Numbers and texts that a function fills --- */

%apply long long { uint64_t };
%define %filled(TYPE, NAME, TO_JAVA)
%typemap(in, numinputs=0) TYPE *NAME (TYPE filled) {
    memset(&filled, 0, sizeof filled);
    $1 = &filled;
}
%typemap(argout) TYPE *NAME {
    %also(TO_JAVA);
}
%enddef
%filled(size_t, count, prse_java_long(jenv, (int64_t)*$1))
%filled(size_t, failed, prse_java_long(jenv, (int64_t)*$1))
%filled(int64_t, version, prse_java_long(jenv, *$1))
%filled(int, known, prse_java_boolean(jenv, *$1))
%filled(int, out, prse_java_boolean(jenv, *$1))
%filled(int32_t, known, prse_java_boolean(jenv, *$1))
%filled(prse_str, out, prse_java_string(jenv, *$1))
%filled(prse_str, label, prse_java_string(jenv, *$1))
%filled(prse_value, out, prse_java_value(jenv, $1))

/* --- Handles --- */

%define %handle(T, DROP, CLASS)
%crosses(T *, jobject, CLASS, CLASS)
%crosses(const T *, jobject, CLASS, CLASS)
%typemap(in, numinputs=0) T **out (T *made = NULL) "$1 = &made;"
%typemap(argout) T **out {
    if (result == PRSE_OK) {
        %also(prse_java_give(jenv, made$argnum, &prse_java_##T));
    }
}
%typemap(in) T *, const T * {
    $1 = prse_java_hold(jenv, $input, &prse_java_##T);
}
%typemap(freearg) T *, const T * "prse_java_end();"
%typemap(out) T *, const T * {
    $result = prse_java_part(jenv, $1, &prse_java_##T, jarg1);
}
%enddef
%define %confined(T, DROP, CLASS)
%handle(T, DROP, CLASS)
%enddef

/* A report reads the facts that it last evaluated. */
%typemap(argout) const prse_facts *facts
    "prse_java_lend($input, &prse_java_prse_report);"

%define %plug(T, CLASS)
%crosses(T *, jobject, CLASS, CLASS)
%crosses(const T *, jobject, CLASS, CLASS)
%typemap(in, numinputs=0) T *out (T made) {
    memset(&made, 0, sizeof made);
    $1 = &made;
}
%typemap(argout) T *out {
    if (result == PRSE_OK) {
        %also(prse_java_plug(jenv, &made$argnum, sizeof(T),
                             &prse_java_##T));
    }
}
%typemap(in) T *, const T * {
    $1 = prse_java_hold(jenv, $input, &prse_java_##T);
}
%typemap(freearg) T *, const T * "prse_java_end();"
%typemap(argout) T *store, T *blob, T *inner {
    if (result == PRSE_OK)
        prse_java_gave(jenv, $input);
}
%typemap(argout) const T *store, const T *blob, const T *inner ""
%enddef

%handle(prse_schema, , Schema)
%typemap(out) const prse_schema *
    "$result = prse_java_part(jenv, $1, &prse_java_prse_schema, NULL);"

/* --- Structs and enums --- */

%define %fields(T, CLASS)
%crosses(const T *, jobject, CLASS, CLASS)
%typemap(in, numinputs=0) T *out (T filled) {
    $1 = prse_java_fresh(&prse_java_##T, &filled);
}
%typemap(argout) T *out {
    if (result == PRSE_OK) {
        %also(prse_java_record(jenv, &prse_java_##T, $1));
    }
}
%apply T *out { T *told, T *answer }
%typemap(in) const T * (T given) {
    $1 = prse_java_fill(jenv, &prse_java_##T, $input, &given);
}
%typemap(argout) const T * {
    if (result == PRSE_OK)
        prse_java_clear(jenv, &prse_java_##T, $input);
}
%typemap(freearg) const T * "prse_java_end();"
%enddef

%define %enumeration(T, FIRST, CLASS)
%crosses(T, jint, int, CLASS)
%typemap(javain) T "$javainput.value()"
%typemap(javaout) T { return CLASS.of($jnicall); }
%typemap(in) T "$1 = (T)$input;"
%typemap(out) T "$result = (jint)$1;"
%typemap(in, numinputs=0) T *out (T filled) {
    filled = FIRST;
    $1 = &filled;
}
%typemap(argout) T *out {
    if (result == PRSE_OK) {
        %also(prse_java_enum(jenv, &prse_java_##T, (int)*$1));
    }
}
%enddef

/* --- Several at once --- */

/* First their number; then prse_java_uses() has room for them all. */
%typemap(in, numinputs=0) (prse_fact_use *out, size_t room) "$1 = NULL; $2 = 0;"
%typemap(argout) (prse_fact_use *out, size_t room) ""
%typemap(jni) (const prse_pack_file *files, size_t count) "jobjectArray"
%typemap(jtype) (const prse_pack_file *files, size_t count) "String[]"
%typemap(jstype) (const prse_pack_file *files, size_t count)
    "java.util.Map<String, String>"
%typemap(javain) (const prse_pack_file *files, size_t count)
    "pairs($javainput)"
%typemap(in) (const prse_pack_file *files, size_t count)
    "$1 = (prse_pack_file *)prse_java_files(jenv, $input, &$2);"
