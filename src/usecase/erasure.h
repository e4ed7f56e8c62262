/* usecase/erasure.h - where everything of one person is, what may go, and letting it go.
 *
 * A record is erased because the client asked, or because its time is over, and never by itself: an
 * owner signs. What must stay, and until when, is packs/retention.json.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ERASURE_H
#define HF_USECASE_ERASURE_H

#include "core/model/retention.h"
#include "keep/vault/ways_in.h"
#include "usecase/client_file.h"

struct whereabouts_part {
    size_t here, erased; /* contents */
    size_t may_go;       /* of those here, if an owner signed now */
    int64_t until_s;     /* they must stay until then; 0: no end known */
};

enum { WHEREABOUTS_COMPARTMENTS = COMPARTMENT_BILLING + 1 };

/* Somebody who holds keys to this record now; the zero person is the program itself. */
struct whereabouts_holder {
    struct person_id person;
    int64_t since_s;
};

struct whereabouts_asked {
    struct id128 id;
    const struct record_asked_content *said;
    uint64_t seq;
    int64_t at_s, due_s;
    bool by_client;                               /* signed with the client's own key */
    const struct record_answered_content *answer; /* NULL: open */
    int64_t answered_s;
};

struct whereabouts_erasure {
    int64_t at_s;
    uint64_t seq;
    struct person_id by;
    uint64_t count;
};

struct whereabouts {
    struct client_file file;
    const struct retention_row *row;       /* NULL: no row for this place and way of working */
    const struct retention_answer *answer; /* NULL: no law known */
    int64_t last_s;                        /* of the last work */
    struct whereabouts_part parts[RETENTION_CLASSES];
    struct whereabouts_part compartments[WHEREABOUTS_COMPARTMENTS]; /* the same, by compartment */
    const struct whereabouts_holder *holders;
    size_t n_holders;
    const struct whereabouts_asked *asked; /* the newest first */
    size_t n_asked;
    const struct whereabouts_erasure *erasures;
    size_t n_erasures;
    struct ways_in ways; /* by which the client, or somebody for them, can come in now */
    size_t delegates;    /* short-lived keys for this client that live */
    bool is_wished;      /* an erasure was asked for and is not answered */
    bool is_working;     /* a session is open: nothing is erased now */
};

/* When the oldest asking without an answer has to be answered; 0: there is none. Told from the
 * entries alone. */
int64_t asked_due_s(const struct practice *practice, const struct client_file *file);

/* HF_NOT_FOUND for whoever has nothing to do with them. */
HF_MUST_USE enum status view_whereabouts(const struct practice *practice, struct arena *arena,
                                         struct keyring *reader, struct client_id client,
                                         struct whereabouts *ret, struct fault *why);

/* By the client, or by the practice for a client who said so in person. HF_INVALID: no wish, or a
 * correction without words. */
struct ask_record {
    struct hand hand;
    struct client_id client;
    enum record_wish wish;
    struct span words;
};
HF_MUST_USE enum status ask_record(const struct practice *practice, struct arena *arena,
                                   const struct ask_record *in, struct fault *why);

/* HF_INVALID: no such open asking, no outcome, or a refusal without words. */
struct answer_record {
    struct hand hand;
    struct client_id client;
    struct id128 asked;
    enum record_outcome outcome;
    struct span words;
};
HF_MUST_USE enum status answer_record(const struct practice *practice, struct arena *arena,
                                      const struct answer_record *in, struct fault *why);

/* Erases all that may go now, answers what was asked unless nothing is left that could hold the
 * answer, and takes the bytes out of the data base's files. The same request again is HF_OK.
 * HF_INVALID: not an owner. HF_CONFLICT: nothing may go, or a session is open. */
struct erase_client {
    struct hand hand;
    struct client_id client;
    uint8_t compartment; /* enum compartment: this one alone; 0: all */
};
HF_MUST_USE enum status erase_client(const struct practice *practice, struct arena *arena,
                                     const struct erase_client *in, struct fault *why);

/* What is gone, for whoever it was about: to print, to photograph, to keep as a file. */
struct erasure_receipt {
    int64_t at_s;
    uint64_t count;
    struct span reference, text;
    struct span as_file, as_base64; /* docs/formats.md, Receipt */
};
/* For the client, as long as they can sign in, and for an owner, also when nothing is left.
 * HF_NOT_FOUND: no such erasure of this client, or somebody else asks. */
HF_MUST_USE enum status view_erasure_receipt(const struct practice *practice, struct arena *arena,
                                             struct keyring *reader, struct client_id client,
                                             uint64_t seq, struct erasure_receipt *ret,
                                             struct fault *why);

/* --- what is due ----------------------------------------------------------------------------- */

struct due_line {
    struct client_id client;
    struct span name;    /* "": not open to who looks */
    size_t may_go, here; /* contents */
    int64_t last_s;      /* of the last work */
    int64_t since_s;     /* since when the record may go; 0: not by its time */
};

/* A client's wish to be erased that nobody has answered; each is erased by itself (erase_client),
 * also by an owner who can't open the record. */
struct due_wish {
    struct client_id client;
    struct span name; /* "": not open to who looks */
    int64_t asked_s;
    size_t may_go, here; /* contents; what stays, stays by the row */
    bool is_working;     /* a session is open: not now */
};

struct due_list {
    const struct retention_row *row; /* by which all of it is due; NULL: nothing is */
    const struct due_line *lines;
    size_t n, contents;
    uint8_t sum[32]; /* whom and how much: goes back with the signature */
    const struct due_wish *wishes;
    size_t n_wishes;
};

/* Whose time is over, of every client there ever was; told without opening anything but names.
 * HF_INVALID: not an owner. */
HF_MUST_USE enum status view_due(const struct practice *practice, struct arena *arena,
                                 struct keyring *reader, struct due_list *ret, struct fault *why);

/* All of it by one signature. HF_CONFLICT: the list is not the one that was seen, or is empty. The
 * same request again is HF_OK. HF_INVALID: not an owner. */
struct erase_due {
    struct hand hand;
    struct span seen; /* due_list.sum */
};
HF_MUST_USE enum status erase_due(const struct practice *practice, struct arena *arena,
                                  const struct erase_due *in, struct fault *why);

#endif
