/* core/fhirpath/inside.h - what the files of this room share: a program, and the machine that runs
 * it.
 *
 * A program is sequences of ops. An op takes the list that the ops before it made and replaces it;
 * what stands to its right, or between its brackets, are sequences of their own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_INSIDE_H
#define HF_CORE_FHIRPATH_INSIDE_H

#include "core/fhirpath/fhirpath.h"
#include "core/fhirpath/quantity.h"
#include "core/fhirpath/r4.h"

struct machine;
struct op;

/* What a name, $this, $index and $total mean inside brackets. */
struct frame {
    struct fhirpath_list focus; /* $this, and where a bare name starts */
    struct fhirpath_list total;
    int64_t index; /* -1 outside of a loop */
};

/* Replaces `*io`: the list before the step becomes the list after it. HF_INVALID through
 * machine_refuse and its kin, HF_FAILED when memory is spent. */
typedef enum status op_fn(struct machine *m, const struct op *op, const struct frame *frame,
                          struct fhirpath_list *io);

struct seq {
    const struct op *ops;
    uint32_t count;
};

/* A type as `is`, `as` and ofType() name it. */
struct type_name {
    struct r4_type fhir; /* none: not of the model */
    int system;          /* enum fhirpath_kind, or -1 */
};

/* `name = 'text'`: a criterion that can be told by looking at JSON. */
struct test {
    const struct op *member;
    struct span text;
};

enum { TESTS_MAX = 4 };

/* where() whose criterion is such tests, joined by `and`. */
struct where {
    const struct op *op; /* the same as it was written, for what the tests can't tell */
    uint32_t count;
    struct test tests[TESTS_MAX];
};

struct op {
    op_fn *run;
    struct span name; /* of a member; the operator's or the function's text */
    uint32_t at;      /* in the expression */
    uint16_t number;  /* of a variable's slot, of a member's plan */
    uint16_t argc;
    const struct seq *args;
    const struct where *where; /* of an op that was fused with it, or NULL */
    union {
        struct fhirpath_list constant;
        struct type_name type;
        const struct member_plan *plans; /* argc of them: for the types that it can be */
        struct pattern *pattern; /* of matches() and its kin, where it is a literal; or NULL */
        const void *data;
    };
};

struct fhirpath_program {
    struct seq main;
    struct span text;
    uint32_t slot_count;     /* variables: the options' first, then defineVariable()'s */
    uint32_t variable_count; /* the options' */
    uint32_t member_count;   /* plans that an evaluation needs */
    struct r4_type quantity; /* the model's */
    const bool *reads;       /* of the options' variables */
    bool has_questionnaire;  /* is there a variable %questionnaire? */
    uint32_t questionnaire;  /* its slot */
};

/* How JSON of a type becomes a value. */
struct content_type {
    struct r4_type type;
    uint8_t text_kind; /* enum fhirpath_kind of a JSON text */
    bool decimal;      /* of a JSON number; not `known`: by its look */
    bool known;
    bool open; /* an object says itself what it is: resourceType */
};

/* "Coding" of valueCoding. */
struct choice_suffix {
    const char *at;
    uint32_t len;
    struct content_type content;
};

/* What a member's name means for a type. */
struct member_plan {
    struct r4_type type;
    bool filled, exists, primitive;
    bool choice;
    struct r4_element element;
    uint16_t choice_count; /* of a choice that the compiler planned; 0: look at the element */
    const struct choice_suffix *choices;
    struct content_type content; /* of what is no choice; else what was found last */
};

struct machine {
    const struct fhirpath_program *program;
    const struct fhirpath_world *world;
    struct arena *arena;
    struct fault *why;
    struct fhirpath_list *slots;
    struct member_plan *plans; /* one for each member, for types that the analysis did not see */
    uint32_t steps;            /* that are left */
};

/* machine.c */
enum status machine_run(struct machine *m, const struct seq *seq, const struct frame *frame,
                        struct fhirpath_list *ret);
enum status machine_refuse(struct machine *m, const struct op *op, const char *text);
enum status machine_spent(struct machine *m);
/* Charges for `count` items. */
enum status machine_charge(struct machine *m, const struct op *op, size_t count);

/* list.c: results. An array of `count` values, or NULL and the arena spent. */
struct fhirpath_value *list_room(struct machine *m, size_t count);
enum status list_set(struct machine *m, struct fhirpath_value value, struct fhirpath_list *io);
enum status list_set_boolean(bool value, struct fhirpath_list *io); /* never fails */
enum status list_set_integer(struct machine *m, int64_t value, struct fhirpath_list *io);
enum status list_set_string(struct machine *m, struct span value, struct fhirpath_list *io);
enum status list_set_decimal(struct machine *m, struct decimal value, struct fhirpath_list *io);
enum status list_set_temporal(struct machine *m, struct temporal value, struct fhirpath_list *io);
enum status list_set_quantity(struct machine *m, struct quantity value, struct fhirpath_list *io);
enum status list_set_empty(struct fhirpath_list *io); /* never fails */

/* A list that grows in the arena. */
struct growing_list {
    struct machine *m;
    struct fhirpath_value *at;
    uint32_t count, room;
    bool spent;
};
void growing_reserve(struct growing_list *g, uint32_t count);
void growing_add(struct growing_list *g, struct fhirpath_value value);
void growing_add_all(struct growing_list *g, struct fhirpath_list list);
enum status growing_done(const struct growing_list *g, struct fhirpath_list *io);

/* plan.c: from JSON to values, by type. */
struct content_type plan_content(struct r4_type type);
void plan_fill(struct member_plan *plan, struct r4_type type, struct span name);
/* The same with its choices spread out; false: memory is spent. */
bool plan_fill_wide(struct member_plan *plan, struct r4_type type, struct span name,
                    struct arena *arena);
/* A primitive's text is not looked at yet. */
struct fhirpath_value plan_value(const struct content_type *type, const struct json *node,
                                 const struct json *beside);
/* The same for a type that was not planned for. */
struct fhirpath_value member_value(struct r4_type type, const struct json *node,
                                   const struct json *beside);

/* member.c: from a value to the values inside it. */
op_fn op_member;
op_fn op_root; /* a type's name at the start of a path */
enum status member_children(struct machine *m, const struct op *op, const struct fhirpath_value *of,
                            struct growing_list *out);
/* What a plan finds in an object: JSON, what lies beside it, and its type. */
struct content {
    const struct json *node, *beside;
    const struct content_type *type;
};
struct content member_content(struct machine *m, const struct op *op,
                              const struct member_plan *plan, const struct json *object);
/* The plan of a member for a type: the compiler's, or the machine's own. */
const struct member_plan *member_plan_for(struct machine *m, const struct op *op,
                                          struct r4_type type);

/* force.c: from the tree's text to what FHIRPath calculates with. */
/* A primitive or a Quantity of the tree as a System value; others stay. HF_INVALID: its text is
 * not what its type says. */
enum status force(struct machine *m, const struct op *op, struct fhirpath_value *value);
/* A Quantity of the tree, or a kind of it. */
bool force_is_quantity(const struct machine *m, const struct fhirpath_value *value);
/* The only item, forced. `*ret_empty` for none; HF_INVALID for more than one. */
enum status force_single(struct machine *m, const struct op *op, struct fhirpath_list list,
                         struct fhirpath_value *ret, bool *ret_empty);
/* A primitive of the tree is lazy until it is forced; strings, booleans and objects never are. */
bool force_is_string(const struct fhirpath_value *value);
/* Integer to Decimal, Decimal to Quantity. */
bool force_decimal(const struct fhirpath_value *value, struct decimal *ret);
bool force_quantity(const struct fhirpath_value *value, struct quantity *ret);
/* The only item as a truth (FHIRPath N1 4.5). */
enum status force_truth(struct machine *m, const struct op *op, struct fhirpath_list list,
                        enum fhirpath_truth *ret);

/* argument.c: one argument, evaluated where the call stands. */
enum status argument_list(struct machine *m, const struct op *op, const struct frame *frame,
                          size_t i, struct fhirpath_list *ret);
enum status argument_single(struct machine *m, const struct op *op, const struct frame *frame,
                            size_t i, struct fhirpath_value *ret, bool *ret_empty);
enum status argument_string(struct machine *m, const struct op *op, const struct frame *frame,
                            size_t i, struct span *ret, bool *ret_empty);
enum status argument_integer(struct machine *m, const struct op *op, const struct frame *frame,
                             size_t i, int64_t *ret, bool *ret_empty);
/* Argument `i` for the item `at` of the input, which is $this there, `at` its $index. */
enum status argument_each(struct machine *m, const struct op *op, struct fhirpath_list input,
                          uint32_t at, size_t i, struct fhirpath_list *ret);
enum status argument_truth(struct machine *m, const struct op *op, struct fhirpath_list input,
                           uint32_t at, size_t i, enum fhirpath_truth *ret);
/* The input as a single string. */
enum status input_string(struct machine *m, const struct op *op, const struct fhirpath_list *io,
                         struct span *ret, bool *ret_empty);

/* equal.c */
enum equal { EQUAL_NO, EQUAL_YES, EQUAL_UNKNOWN };
enum status equal_values(struct machine *m, const struct op *op, const struct fhirpath_value *a,
                         const struct fhirpath_value *b, enum equal *ret);
enum status equal_lists(struct machine *m, const struct op *op, struct fhirpath_list a,
                        struct fhirpath_list b, enum equal *ret);
enum status alike_values(struct machine *m, const struct op *op, const struct fhirpath_value *a,
                         const struct fhirpath_value *b, bool *ret);
enum status alike_lists(struct machine *m, const struct op *op, struct fhirpath_list a,
                        struct fhirpath_list b, bool *ret);
enum status equal_is_in(struct machine *m, const struct op *op, const struct fhirpath_value *value,
                        struct fhirpath_list list, bool *ret);
/* distinct.c: each item once, in the order in which they came first. */
struct distinct {
    struct growing_list list;
    const struct op *op;
    uint32_t *slots; /* by hash: index + 1; NULL while there are few */
    uint32_t mask;
};
enum status distinct_add(struct distinct *d, const struct fhirpath_value *value);
enum status equal_distinct(struct machine *m, const struct op *op, struct fhirpath_list list,
                           struct fhirpath_list *ret);

/* order.c: HF_INVALID when the two can't be ordered. */
enum status order_values(struct machine *m, const struct op *op, struct fhirpath_value a,
                         struct fhirpath_value b, enum order *ret);

/* type.c */
int type_system_find(struct span name); /* "Boolean": enum fhirpath_kind, or -1 */
bool type_is(const struct fhirpath_value *value, const struct type_name *type);
bool type_is_exactly(const struct fhirpath_value *value, const struct type_name *type);
op_fn op_is, op_as, op_of_type, fn_type;

/* write.c: a value that was forced, as toString() has it. */
enum { FHIRPATH_TEXT_MAX = 1 << 20 };
struct span write_text(struct machine *m, const struct fhirpath_value *forced);

/* What a function's arguments see. */
enum function_args {
    ARGS_VALUES, /* evaluated where the call stands */
    ARGS_EACH,   /* evaluated for each item of the input, as $this with $index */
    ARGS_REPEAT, /* as each, and then for each of what came of it */
    ARGS_TYPE,   /* the name of a type */
    ARGS_INPUT,  /* evaluated with the whole input as $this */
    ARGS_TOTAL,  /* the first as each, with $total; then a value */
    ARGS_TRACE,  /* a value; then as each */
    ARGS_DEFINE, /* a literal name; then with the whole input */
    ARGS_SORT,   /* as each; a minus before it turns the order round */
};

/* What comes out, for the analysis. */
enum function_result {
    RESULT_ANY,
    RESULT_INPUT,    /* some of the input */
    RESULT_ONE,      /* at most one of the input */
    RESULT_JOINED,   /* of the input and the first argument */
    RESULT_ARGUMENT, /* what the first argument gives, for each */
    RESULT_BOOLEAN,
    RESULT_INTEGER,
    RESULT_DECIMAL,
    RESULT_DECIMALS,
    RESULT_STRING,
    RESULT_STRINGS,
    RESULT_DATE,
    RESULT_DATETIME,
    RESULT_TIME,
    RESULT_QUANTITY,
    RESULT_EXTENSION,
    RESULT_CHILDREN, /* of any type, in no order */
};

enum function_input {
    INPUT_ANY,
    INPUT_STRING,  /* a known complex type is refused */
    INPUT_ORDERED, /* refused after an unordered step where the options say so */
};

enum { FUNCTION_ARGUMENTS = 16 }; /* at most */

struct function {
    const char *name;
    uint8_t least, most; /* arguments */
    enum function_args args;
    enum function_input input;
    enum function_result result;
    op_fn *run;
};

/* fused.c: where() with tests, alone and right behind a member, repeat() and descendants(). */
op_fn op_where, op_exists, op_member_where, op_repeat_where, op_descendants_where;

/* index.c: the items of the world's index that a step reaches from its resource, or false when it
 * can't tell: item, repeat(item), descendants(). */
enum reach { REACH_ITEM, REACH_REPEAT, REACH_DESCENDANTS };
bool index_find(struct machine *m, const struct fhirpath_value *from, const struct where *where,
                enum reach reach, struct growing_list *out);

/* fn_subset.c: [n] */
op_fn op_at;

/* op_value.c: literals, variables, $this and its kin */
op_fn op_constant, op_this, op_index, op_total, op_variable, op_group;
op_fn op_context, op_resource, op_root_resource;
const struct json *op_resource_of(const struct machine *m); /* or NULL */

/* functions.c; NULL when there is none. */
const struct function *function_find(struct span name);

#endif
