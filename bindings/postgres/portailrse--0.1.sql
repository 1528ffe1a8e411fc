-- SPDX-License-Identifier: Apache-2.0
\echo Use "CREATE EXTENSION portailrse" to load this file. \quit

CREATE TYPE prse_answer AS ENUM (
    'non_soumis', 'soumis', 'incalculable', 'recommande', 'insuffisant');
COMMENT ON TYPE prse_answer IS 'Whether an obligation applies to a company.';

CREATE TYPE prse_compliance AS ENUM (
    'a_actualiser', 'en_cours', 'a_jour', 'soumis', 'non_soumis', 'recommande',
    'incalculable');
COMMENT ON TYPE prse_compliance IS 'How far a company is with an obligation.';

CREATE TYPE prse_count AS (
    obligation text, non_soumis bigint, soumis bigint, incalculable bigint,
    recommande bigint, insuffisant bigint, erreurs bigint);
COMMENT ON TYPE prse_count IS
    'Companies by answer; erreurs: rows with a value that cannot be read.';

CREATE FUNCTION prse_version() RETURNS text
    AS 'MODULE_PATHNAME', 'pgprse_version'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prse_version() IS 'The version of the library.';

-- A company is a row whose columns are facts, jsonb, json, or a text of JSON.
CREATE FUNCTION prse_obligations(
    pack text, company "any", date date DEFAULT CURRENT_DATE,
    OUT obligation text, OUT answer prse_answer, OUT first_year integer,
    OUT missing text[], OUT criteria text[], OUT compliance prse_compliance,
    OUT outputs jsonb)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'pgprse_obligations'
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION prse_obligations(text, "any", date) IS
    'The obligations of a pack, and whether they apply to a company.';

CREATE FUNCTION prse_answer(
    pack text, obligation text, company "any",
    date date DEFAULT CURRENT_DATE)
    RETURNS prse_answer
    AS 'MODULE_PATHNAME', 'pgprse_answer'
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION prse_answer(text, text, "any", date) IS
    'Whether one obligation applies to a company.';

CREATE FUNCTION prse_report(
    pack text, company "any", lang text DEFAULT 'fr',
    date date DEFAULT CURRENT_DATE)
    RETURNS jsonb
    AS 'MODULE_PATHNAME', 'pgprse_report'
    LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION prse_report(text, "any", text, date) IS
    'All that can be said of a company: reasons, sources, deadlines.';

CREATE FUNCTION prse_counts_add(internal, text, "any") RETURNS internal
    AS 'MODULE_PATHNAME', 'pgprse_counts_add'
    LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION prse_counts_add(internal, text, "any", date) RETURNS internal
    AS 'MODULE_PATHNAME', 'pgprse_counts_add'
    LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION prse_counts_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'pgprse_counts_combine'
    LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION prse_counts_write(internal) RETURNS bytea
    AS 'MODULE_PATHNAME', 'pgprse_counts_write'
    LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION prse_counts_read(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'pgprse_counts_read'
    LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION prse_counts_give(internal) RETURNS prse_count[]
    AS 'MODULE_PATHNAME', 'pgprse_counts_give'
    LANGUAGE C STABLE PARALLEL SAFE;

CREATE AGGREGATE prse_counts(pack text, company "any") (
    SFUNC = prse_counts_add, STYPE = internal, SSPACE = 16384,
    COMBINEFUNC = prse_counts_combine, SERIALFUNC = prse_counts_write,
    DESERIALFUNC = prse_counts_read, FINALFUNC = prse_counts_give,
    PARALLEL = SAFE);
COMMENT ON AGGREGATE prse_counts(text, "any") IS
    'Companies by obligation and answer, by the law of today.';
CREATE AGGREGATE prse_counts(pack text, company "any", date date) (
    SFUNC = prse_counts_add, STYPE = internal, SSPACE = 16384,
    COMBINEFUNC = prse_counts_combine, SERIALFUNC = prse_counts_write,
    DESERIALFUNC = prse_counts_read, FINALFUNC = prse_counts_give,
    PARALLEL = SAFE);
COMMENT ON AGGREGATE prse_counts(text, "any", date) IS
    'Companies by obligation and answer, by the law of a day.';

CREATE FUNCTION prse_counts_of(
    pack text, query text, date date DEFAULT CURRENT_DATE)
    RETURNS SETOF prse_count
    AS 'MODULE_PATHNAME', 'pgprse_counts_of'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100000 ROWS 10;
COMMENT ON FUNCTION prse_counts_of(text, text, date) IS
    'Companies by obligation and answer, over the rows of a query.';
