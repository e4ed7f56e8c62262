/* core/questionnaire/questionnaire.h - a form: FHIR R4 Questionnaire with the extensions of
 * Structured Data Capture that decide what is asked, taken and computed.
 *
 * Loaded strictly (whatever can't be honoured is an error with its place) or leniently (for import:
 * the same findings, but what can be left out without hiding a question is left out and named).
 * CQL, StructureMap and queries to other servers are refused by name in either way.
 *
 * Silence never hides: a condition that can't be read leaves its question asked.
 * Sources: FHIR R4 Questionnaire (que-1 to que-13), SDC 3.0.0. What is covered: docs/forms.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_QUESTIONNAIRE_H
#define HF_CORE_QUESTIONNAIRE_QUESTIONNAIRE_H

#include "core/questionnaire/report.h"
#include "core/questionnaire/value.h"

struct fhirpath_program;
struct pattern;

/* KEEP IN ORDER: kinds of question. */
enum question_kind {
    QUESTION_GROUP,
    QUESTION_DISPLAY, /* says something, asks nothing */
    QUESTION_BOOLEAN,
    QUESTION_DECIMAL,
    QUESTION_INTEGER,
    QUESTION_DATE,
    QUESTION_DATE_TIME,
    QUESTION_TIME,
    QUESTION_STRING, /* one line */
    QUESTION_TEXT,   /* several lines */
    QUESTION_URL,
    QUESTION_CHOICE,
    QUESTION_OPEN_CHOICE, /* a choice, or words of one's own */
    QUESTION_ATTACHMENT,
    QUESTION_REFERENCE,
    QUESTION_QUANTITY,
};

#define QUESTION_NONE UINT32_MAX

enum {
    QUESTIONNAIRE_MAX_ITEMS = 2000,
    QUESTIONNAIRE_MAX_DEPTH = 12,    /* of items in items */
    QUESTIONNAIRE_MAX_OPTIONS = 500, /* listed for one question */
    QUESTIONNAIRE_MAX_GATES = 50,    /* enableWhen of one question */
    QUESTIONNAIRE_MAX_EXPRESSIONS = 4000,
    QUESTIONNAIRE_MAX_SCOPE = 200,   /* variables that one expression may name */
    QUESTIONNAIRE_MAX_LINK_ID = 255, /* bytes (SDC) */
};

/* 1 MiB, 32 deep, 100,000 values: of a form, and of a response. */
extern const struct json_limits questionnaire_limits;

struct question_option {
    struct fhir_value value;
    struct span code;         /* of the value, where it is a coding */
    struct span prefix;       /* "a)", or "" */
    bool exclusive;           /* chosen alone or not at all */
    bool chosen;              /* initialSelected */
    const struct json *score; /* itemWeight or ordinalValue: a JSON number, or NULL */
};

enum gate_operator {
    GATE_EXISTS,
    GATE_EQUAL,
    GATE_NOT_EQUAL,
    GATE_GREATER,
    GATE_LESS,
    GATE_GREATER_OR_EQUAL,
    GATE_LESS_OR_EQUAL,
};

/* enableWhen: asked only if an answer of that question fits. */
struct question_gate {
    uint32_t question; /* QUESTION_NONE: not in this form; the gate then counts as open */
    enum gate_operator operator;
    struct fhir_value answer; /* for GATE_EXISTS a boolean */
};

/* A set of codings: contained in the form, or handed in by the caller. */
struct value_set {
    struct span url; /* "#id" of a contained one */
    const struct question_option *options;
    uint32_t n_options;
    bool complete; /* every member is here; otherwise a coding that is not here proves nothing */
};

enum expression_use {
    EXPRESSION_VARIABLE,
    EXPRESSION_ENABLED,
    EXPRESSION_INITIAL,
    EXPRESSION_CALCULATED,
    EXPRESSION_CONSTRAINT,
};

/* Questions [first, end): one with all that stands below it. */
struct question_range {
    uint32_t first, end;
};

/* One expression in FHIRPath. */
struct question_expression {
    enum expression_use use;
    uint32_t question; /* whose it is; QUESTION_NONE: of the whole form */
    struct span name;  /* of a variable, without %; the key of a constraint */
    struct span text;
    struct span human;            /* what a constraint says when it does not hold */
    enum issue_severity severity; /* of a constraint */
    const char *where;            /* its place in the form, for findings */
    bool of_response;             /* its context is the whole response: it can be of nothing else */
    const struct fhirpath_program *program; /* NULL: not understood (lenient); never guessed */
    /* What fhirpath_options named, in this order: questionnaire, qitem, the launch names, then: */
    const uint32_t *scope; /* expressions (variables) that it may name, outermost first */
    uint32_t n_scope;
    const struct question_range
        *reads; /* whose answers it depends on, variables followed: sorted, apart */
    uint32_t n_reads;
    bool reads_all; /* it may depend on any answer */
    bool reads_own; /* it names its own question: a circle */
};

struct question {
    struct span link_id, text, prefix;
    struct span control;     /* questionnaire-itemControl: "slider", "help"; "" when plain */
    struct span placeholder; /* entryFormat, or "" */
    struct span definition;
    enum question_kind kind;
    enum value_type answers; /* the type of its answers; VALUE_NONE for group and display */
    uint32_t parent;         /* index, or QUESTION_NONE at the top */
    uint32_t depth;          /* 0 at the top */
    uint32_t next;           /* index behind its last descendant */
    bool required, repeats, hidden, read_only;
    bool keeps_disabled;  /* shown though disabled: its answers are kept (disabledDisplay) */
    uint32_t min_occurs;  /* 0: not said */
    uint32_t max_occurs;  /* 0: not said */
    int64_t max_length;   /* characters; 0: not said */
    int64_t min_length;   /* characters; 0: not said */
    int64_t max_decimals; /* -1: not said */
    struct fhir_value least, most; /* minValue, maxValue, or minQuantity, maxQuantity */
    struct span regex;             /* "" when there is none */
    const struct pattern *pattern; /* of it */
    struct span unit_set;          /* questionnaire-unitValueSet */
    int64_t max_bytes;             /* of an attachment; 0: not said */
    const struct question_option *options;
    uint32_t n_options;
    bool options_open;        /* some of the options are not known here: others may be right */
    struct span options_from; /* answerValueSet, or "" */
    const struct question_option *units; /* unitOption, or the one questionnaire-unit */
    uint32_t n_units;
    const struct span *mime_types;
    uint32_t n_mime_types;
    const struct span *targets; /* referenceResource */
    uint32_t n_targets;
    const struct fhir_value *initial;
    uint32_t n_initial;
    const struct question_gate *gates;
    uint32_t n_gates;
    uint32_t
        enabled_by; /* the expression that enables it; QUESTION_NONE: none that is understood */
    bool all_gates; /* every gate must fit, else one is enough */
    const struct json *json; /* %qitem */
};

struct questionnaire {
    struct span id, url, version, title, status;
    struct span begins, ends;     /* effectivePeriod: dates as written, or "" */
    const struct question *items; /* in the order of reading, parents before what they hold */
    uint32_t n_items;
    const uint32_t *by_link; /* indexes, ordered by linkId */
    const struct value_set *value_sets;
    uint32_t n_value_sets;
    const struct span *launch; /* names of what the caller may hand to expressions (%patient) */
    uint32_t n_launch;
    const struct question_expression *expressions;
    uint32_t n_expressions;
    const uint32_t *order; /* the calculated ones: what others read stands before them */
    uint32_t n_order;
    const struct json *json; /* %questionnaire */
};

enum load_mode {
    LOAD_STRICT, /* an error when one thing in it can't be honoured */
    LOAD_LENIENT /* for import: an error only when what is left would not be the same form */
};

/* Everything lives in the arena. `value_sets` (may be NULL) is a JSON list of ValueSets with an
 * expansion that answerValueSet and unitValueSet may name. Findings go into `report`; HF_INVALID
 * when one of them is an error (`why` then holds the first), or with `why->at` when the bytes are
 * no JSON; HF_FAILED when the arena is spent. */
HF_MUST_USE enum status questionnaire_load(struct span json, enum load_mode mode,
                                           const struct json *value_sets, struct arena *arena,
                                           struct report *report, const struct questionnaire **ret,
                                           struct fault *why);

/* The same from a tree that outlives the form: a contained Questionnaire. */
HF_MUST_USE enum status questionnaire_load_tree(const struct json *tree, enum load_mode mode,
                                                const struct json *value_sets, struct arena *arena,
                                                struct report *report,
                                                const struct questionnaire **ret,
                                                struct fault *why);

/* Its index, or QUESTION_NONE. */
uint32_t questionnaire_find(const struct questionnaire *form, struct span link_id);

/* "url|version", or "url" where the form has no version; "" when the arena is spent. */
struct span questionnaire_canonical(const struct questionnaire *form, struct arena *arena);

/* The set of that canonical (its version, behind |, is not looked at) or "#id"; NULL when it is not
 * at hand. */
const struct value_set *questionnaire_value_set(const struct questionnaire *form, struct span url);

/* The option with an equal value (see value_equal), or NULL. */
const struct question_option *question_option_find(const struct question_option *options,
                                                   uint32_t n_options, struct fhir_value value);

/* May its result change with answers to that question? */
bool question_expression_reads(const struct question_expression *expression, uint32_t question);

/* "open-choice": as FHIR spells it. */
struct span question_kind_word(enum question_kind kind);

static inline bool question_is_asked(const struct question *question)
{
    return question->kind != QUESTION_GROUP && question->kind != QUESTION_DISPLAY;
}

#endif
