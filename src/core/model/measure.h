/* core/model/measure.h - instruments by number: ranges, scoring, bands and change; never their
 * text.
 *
 * What a licence keeps to its holder (the sentences) has no place here: an item is a number with a
 * range. A studio loads the official text as a form and the two are matched (core/measure/slot.h).
 * Facts with their sources and marks: packs/measures.json.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_MEASURE_H
#define HF_CORE_MODEL_MEASURE_H

#include "core/model/pack.h"

enum {
    MEASURE_MAX = 64,
    MEASURE_MAX_ITEMS = 64,
    MEASURE_MAX_SCALES = 12,
    MEASURE_MAX_ROWS = 24,  /* of bands, cuts, changes, alarms and holds, each */
    MEASURE_MAX_HOLDS = 32, /* of all measures together */
};

/* May its sentences stand in a pack? */
enum measure_text {
    TEXT_UNKNOWN,
    TEXT_OURS,     /* a generic format, in our own words */
    TEXT_MAY_SHIP, /* released by the rights-holder; not shipped today */
    TEXT_ASK,      /* probably free: ask in writing first */
    TEXT_OPTIONAL, /* in a pack of its own only */
    TEXT_SLOTS,    /* never: scoring and empty slots */
};

/* Numbered from 1 in the order of the instrument. */
struct measure_item {
    int64_t least, most;
    bool reversed; /* counts as least + most - answer */
};

/* Sum or mean of its items, times `times`, over `over`; or the sum of earlier scales. */
struct measure_scale {
    struct span id;
    const uint8_t *items; /* numbers from 1; NULL when it adds scales */
    uint32_t n_items;
    const uint8_t *adds; /* indices of earlier scales */
    uint32_t n_adds;
    bool mean;
    int64_t times, over; /* both at least 1 */
};

/* From this value up to the next band of the scale. Values are in hundredths. */
struct measure_band {
    uint32_t scale;
    int64_t from_hundredths;
    struct span word; /* "" where the source gives none */
};

/* At least, or at most, this. A cut is a reason to look further, never a diagnosis. */
struct measure_cut {
    uint32_t scale;
    bool at_most;
    int64_t at_hundredths;
    struct span who; /* the population; "" for everybody */
    struct span means;
    struct words findings; /* rows of packs/screening.json that it puts on */
};

enum measure_kind { CHANGE_UNKNOWN, CHANGE_NOISE, CHANGE_IMPORTANT, CHANGE_RELIABLE };

/* A change of at least so many points, or per cent of the earlier value, is of this kind; for
 * noise: of at most so many points. */
struct measure_change {
    uint32_t scale;
    enum measure_kind kind;
    bool fall_only; /* known for an improvement only */
    bool percent;
    int64_t by_hundredths;
    struct span who;
    struct words sources;
    enum pack_mark mark;
};

/* To whom the safety page leads first. */
enum measure_lead {
    LEAD_UNKNOWN,
    LEAD_CRISIS,  /* a crisis line */
    LEAD_DOCTOR,  /* a doctor, today */
    LEAD_CONCERN, /* the person outside the practice */
    LEAD_SUPPORT, /* somebody to talk to: very high distress */
};

/* An answer of at least `from` to the item leads to the safety path at once. */
struct measure_alarm {
    uint32_t item; /* from 1 */
    int64_t from;
    enum measure_lead lead;
    struct words findings; /* rows of packs/screening.json that it puts on */
};

/* House rule: a rise of at least so much holds intimate work and asks for supervision
 * (core/visit/rise.h). */
struct measure_hold {
    uint32_t scale;
    int64_t rise_hundredths;
    struct words findings; /* rows of packs/screening.json, made by measures, that it puts on */
};

struct measure {
    struct span id, title, licence;
    struct span about; /* what it asks about, in our own words */
    enum measure_text text;
    struct span loinc_panel, loinc_total; /* "" where none was found */
    bool higher_is_better, not_for_change;
    bool gate;           /* item 1 answered 0 makes every other item 0 */
    int64_t recall_days; /* what it asks about; 0 where not settled */
    const struct measure_item *items;
    uint32_t n_items;
    const struct span *codes; /* LOINC, one for each item; NULL where none are known */
    const struct measure_scale *scales;
    uint32_t n_scales;
    const struct measure_band *bands;
    const struct measure_cut *cuts;
    const struct measure_change *changes;
    const struct measure_alarm *alarms;
    const struct measure_hold *holds;
    uint32_t n_bands, n_cuts, n_changes, n_alarms, n_holds;
    struct words sources;
    enum pack_mark mark;
    struct span review; /* "unreviewed" until a clinician has signed the row */
};

struct measures {
    struct pack_head head;
    struct pack_sources sources;
    const struct measure *at;
    uint32_t count;
};

/* HF_INVALID names the row and what is wrong with it; HF_FAILED when the arena is spent. */
HF_MUST_USE enum status measures_load(struct span json, struct arena *arena,
                                      const struct measures **ret, struct fault *why);

/* NULL when there is none of that id. */
const struct measure *measures_find(const struct measures *pack, struct span id);

/* The index of the scale, or UINT32_MAX. */
uint32_t measure_scale_find(const struct measure *measure, struct span id);

#endif
