# SPDX-License-Identifier: Apache-2.0
"""What the typed layer of Python calls things, where a rule cannot tell: the
taste of the API, beside the headers, in one place."""
import re

# Hosts never see these: languages have their own way, or the facade does.
LEFT_OUT = re.compile(r"_(ref|unref|free|drop)$|^prse_(str_of|text_str)$"
                      r"|^prse_http_call_|^prse_batch_(schema|block|stream)$"
                      r"|^prse_reform_(block|stream)$")
# The class to which a family of names belongs beside its own handle.
FAMILIES = {"prse_portal_": "prse_session", "prse_session_of_": "prse_portal"}
# The facade's own word for these is better; they keep theirs, with a _.
FACADE = re.compile(
    r"prse_(pack_(load|load_files|fact|fact_choice|fact_bracket|obligation"
    r"|part|call)|facts_(get|set|set_int|warning|warning_count|count)"
    r"|report_(question|due|output|json)|services_setting"
    r"|company_(find|trace|warning|warning_count)"
    r"|dashboard_(run|report|facts|trace))$")
# Classes that the facade gives under the same name.
FINISHED = ("Batch Dashboard Due Facts Pack Question Reform Report Schema "
            "Services").split()
# Functions that a class offers too, without an object.
STATIC = {"prse_register_import": "import_"}
RENAMED = {"prse_session_person": "person_id", "prse_company_search": "search",
           "prse_engine_new": "create", "prse_pack_load": "read",
           "prse_number_read": "read_number"}

# --- What a class is for, where the header speaks to people of C.

DOCS = {
    "prse_store": "Where rows are kept: open(), memory(), or a Python object.",
    "prse_blob": "Where files are kept: folder(), s3(), open(), or a Python "
                 "object.",
    "prse_http": "How requests leave: curl(), replay(), or a Python object.",
    "prse_cache": "Where answers of services are kept: memory(), sqlite(), or "
                  "a Python object.",
    "prse_extract": "How the text of a PDF is read: pdftotext(), pdfium(), or "
                    "a Python object.",
    "prse_classifier": "Which topic a sentence speaks of: esrs_lite(), or a "
                       "Python object.",
    "prse_session": "Somebody at work in a portal; one thread at a time. "
                    "Whatever is not allowed raises Denied.",
    "prse_portal": "A store, a blob store, and who may do what in them; "
                   "shared by threads. It takes the store and the blob store.",
    "prse_error": "What the library answers when it cannot do what was asked."}

BACKENDS = {
    "prse_extract": "Reads PDFs; called by any thread. Pages come in order, "
                    "from 1, each word with its place; the library keeps to "
                    "deadlines, stops, counts pages and tells progress "
                    "between them. Extract(backend).kit() tries it.",
    "prse_classifier": "Says what each sentence speaks of; called by any "
                       "thread. What it tells of itself and of its labels is "
                       "always the same, and is kept by the process. An answer "
                       "is a Label, or its place and how sure it is; one for "
                       "each sentence, whatever stands beside it. "
                       "Classifier(backend).kit() tries it."}

# --- Parameters, by function or struct and name ---

PARAMETERS = {"prse_pack_diff.b": "other",
              "prse_diff_options.date_a": "date",
              "prse_diff_options.date_b": "other_date",
              "prse_reform_new.before": "pack",
              "prse_reform_new.after": "other",
              "prse_reform_options.date_a": "date",
              "prse_reform_options.date_b": "other_date",
              "prse_services_options.reg": "register",
              "prse_upload.read": "content"}
DEFAULTS = {"prse_portal_options.migrate": "True",
            "prse_batch_options.style": "BatchStyle.WORDS",
            "prse_qualification_options.expected": "VERSION_ANY",
            "prse_portal_company_save.expected": "VERSION_ANY",
            "prse_portal_person.by": "PersonBy.BY_ID",
            "prse_portal_documents_check.deep": "False",
            "prse_services_record.year": "0",
            "prse_extract_pdftotext.program": '""',
            "prse_queue_options.migrate": "True",
            "prse_queue_tidy.unsent": "False",
            "prse_job_progress.total": "0", "prse_job_progress.word": '""',
            "prse_job_event.body": '""'}
# Where a list goes on, and how far: left out, from its beginning.
TRAILING = {"limit": "0", "after": '""', "before": "0", "days": "0"}
# Fields that are parameters like others, and those that must be there.
POSITIONAL = ("prse_upload.siren", "prse_upload.read", "prse_job_request.kind")
REQUIRED = ("prse_upload.siren", "prse_upload.kind", "prse_upload.read",
            "prse_unit.siren",
            "prse_batch_options.date", "prse_diff_options.date_a",
            "prse_reform_options.date_a", "prse_reform_new.before",
            "prse_reform_new.after", "prse_job_request.kind",
            "prse_runs_options.queue",
            "prse_queue_tidy.days")
# Structs that are given as they came.
RECORDS = ("prse_page", "prse_segment", "prse_queue_event")
# Those of a struct that a function reads.
USED = {"prse_portal_company_save": (
    "siren", "denomination", "categorie_juridique", "naf", "code_postal",
    "commune", "code_pays", "pays")}

# --- Results ---

# Rows and units of which there is one.
ONE = ("prse_portal_company", "prse_portal_person", "prse_register_find",
       "prse_queue_job")
# Texts of JSON, as Python reads it.
PARSED = ("prse_dashboard_json", "prse_reform_json", "prse_services_record")
# What is asked for by place, all at once.
LISTS = {
    "prse_classifier_label": ("labels", "Every label, in order."),
    "prse_passages_document": ("documents", "Every document, in the order of "
                                            "adding."),
    "prse_passages_topic": ("topics", "Every topic, those of no topic last."),
    "prse_company_trace": ("traces", "The questions that were asked."),
    "prse_dashboard_trace": ("traces", "The questions that were asked."),
    "prse_company_warning": ("warnings", "What registers say that does not "
                                         "fit together."),
    "prse_facts_warning": ("warnings", "Codes that no table knows, facts that "
                                       "cannot hold together."),
    "prse_pack_fact": ("facts_info", "The pack's dictionary of facts."),
    "prse_pack_obligation": ("obligations", "What the pack says of each "
                                            "obligation."),
    "prse_services_setting": ("settings", "Every setting: name, value, what "
                                          "it is for.")}
# What a pack tells with the lists that belong to it, and who gives each item.
WHOLE = {
    "prse_pack_fact": (
        "id label type question unit definition law years evidence",
        {"choices": ("list[tuple[str, str]]", "choice",
                     "_fact_choice({index}, i, lang)",
                     "The values of a text fact, each with its label."),
         "brackets": ("list[str]", "bracket", "_fact_bracket({index}, i)",
                      "Names of brackets that its values may be given as.")}),
    "prse_pack_obligation": (
        "id label summary authority platform has_status",
        {plural: ("list[PartInfo]", one, "_part({index}, ObligationPart."
                  f"{one.upper()}, i, lang)", doc)
         for plural, one, doc in (
             ("criteria", "criterion", "What it turns on."),
             ("outputs", "output", "Further results."),
             ("duties", "duty", "What is to be done."),
             ("sanctions", "sanction", "What failing it may cost."),
             ("deadlines", "deadline", "By when."),
             ("laws", "law", "The texts that it stands on."))})}

# --- Failures: the class of each code, and the one of Python that it also is.

FAILURES = {
    "ENOMEM": "OutOfMemory MemoryError", "EINVAL": "Invalid ValueError",
    "ENOTFOUND": "NotFound KeyError", "EEXISTS": "Exists FileExistsError",
    "ELIMIT": "Limit OverflowError", "EPARSE": "ParseError ValueError",
    "ESCHEMA": "SchemaError ValueError", "ERULE": "RuleError ValueError",
    "ETYPE": "FactError ValueError", "EIO": "IoError OSError",
    "EABI": "AbiError", "EUNSUPPORTED": "Unsupported NotImplementedError",
    "EINTERNAL": "Internal RuntimeError", "ETIMEOUT": "TimedOut TimeoutError",
    "ECANCELED": "Canceled InterruptedError",
    "EREFUSED": "Refused ConnectionRefusedError",
    "ETLS": "TlsError ConnectionError", "EDENIED": "Denied PermissionError",
    "ERATE": "RateLimited", "EPEER": "PeerError ConnectionError",
    "ECONFLICT": "Conflict", "EBUSY": "Busy",
    "EEXPIRED": "Expired PermissionError"}
