/* latches.pml - the live room (S7, S8, S17): one log, a client's device, a practitioner's device and
 * anybody, each acting at any moment on a screen that may be old.
 *
 * What is proved of every interleaving of at most MOST events:
 *   S7_stop      a stop is left only by a session's start after the cooldown;
 *   S7_red       red is left only by the client's green, or into a stop;
 *   S7_impaired  impairment is left only into a stop, by an end;
 *   seen         nothing raises whose screen had not shown the last narrowing;
 *   S17_touch    whenever touch is free, a session is open, the client's last word is green and
 *                capacity is ok, and no stop, red or impairment stands.
 *
 * Naive twins, each of which must fail: NAIVE_SEEN takes a green without asking what its screen had
 * shown; NAIVE_END lets red and impairment fade with the session; NAIVE_START forgets the cooldown;
 * NAIVE_YELLOW lets a yellow loosen a red. REACH proves that the model is not empty: touch is free
 * again after a stop, which must be found.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define MOST     6
#define COOLDOWN 2

mtype = { none, green, yellow, red, stop };
mtype = { unknown, ok, impaired };

mtype sig = none, cap = unknown;
bool open = false;
byte log = 0;      /* the number of the last event */
byte narrowed = 0; /* of the last one that narrowed */
byte left = 0;     /* of the cooldown */

/* What an observer wrote down, who does not know how the room is folded. */
bool saw_stop = false, saw_red = false, saw_impaired = false, stopped_once = false;

#ifdef NAIVE_SEEN
#define IS_FRESH(seen) true
#else
#define IS_FRESH(seen) (seen >= narrowed)
#endif
#ifdef NAIVE_END
#define BECOMES_STOP false
#else
#define BECOMES_STOP (sig == red || cap == impaired)
#endif
#ifdef NAIVE_START
#define IS_COOLED true
#else
#define IS_COOLED (left == 0)
#endif
#ifdef NAIVE_YELLOW
#define IS_BELOW_RED true
#else
#define IS_BELOW_RED (sig != red)
#endif
#ifdef REACH
#define UNREACHED(x) assert(!(x))
#else
#define UNREACHED(x) skip
#endif

#define FREE (open && sig == green && cap == ok)

inline check() {
    assert(!saw_stop || sig == stop);                        /* S7_stop */
    assert(!saw_red || sig == red || sig == stop);           /* S7_red */
    assert(!saw_impaired || cap == impaired || sig == stop); /* S7_impaired */
    assert(!FREE || !(saw_stop || saw_red || saw_impaired)); /* S17_touch */
    UNREACHED(FREE && stopped_once)
}

inline narrow() {
    log++;
    narrowed = log
}

inline to_stop() {
    sig = stop;
    left = COOLDOWN;
    saw_stop = true;
    stopped_once = true;
    saw_red = false
}

inline end_session() {
    if
    :: BECOMES_STOP -> to_stop(); saw_impaired = false
    :: else
    fi;
    open = false;
    cap = unknown;
    if
    :: sig != stop -> sig = none
    :: else
    fi
}

/* Every command is one transaction. */

inline take_green(seen) {
    atomic {
        if
        :: open && sig != stop && cap != impaired && IS_FRESH(seen) ->
            assert(seen >= narrowed); /* seen */
            log++;
            sig = green;
            saw_red = false
        :: else
        fi;
        check()
    }
}

inline take_ok(seen) {
    atomic {
        if
        :: open && cap == unknown && seen >= narrowed -> log++; cap = ok
        :: else
        fi;
        check()
    }
}

inline take_signal(s) {
    atomic {
        narrow();
        if
        :: s == stop -> to_stop()
        :: s == red && sig != stop -> sig = red; saw_red = true
        :: s == yellow && sig != stop && IS_BELOW_RED -> sig = yellow
        :: else
        fi;
        check()
    }
}

inline take_impaired() {
    atomic {
        narrow();
        cap = impaired;
        saw_impaired = true;
        check()
    }
}

inline take_end() {
    atomic {
        narrow();
        end_session();
        check()
    }
}

inline take_start() {
    atomic {
        log++;
        if
        :: open || sig == red || cap == impaired -> end_session()
        :: else
        fi;
        if
        :: sig != stop || IS_COOLED ->
            saw_stop = saw_stop && left > 0;
            open = true;
            sig = none;
            cap = unknown
        :: else
        fi;
        check()
    }
}

/* The client's own device: its screen is drawn, then pressed, and much may happen between. */
active proctype client() {
    byte seen = 0;
end:
    do
    :: log < MOST -> seen = log
    :: log < MOST -> take_green(seen)
    :: log < MOST -> take_signal(yellow)
    :: log < MOST -> take_signal(red)
    :: log < MOST -> take_signal(stop)
    od
}

active proctype practitioner() {
    byte seen = 0;
end:
    do
    :: log < MOST -> seen = log
    :: log < MOST -> take_start()
    :: log < MOST -> take_ok(seen)
    :: log < MOST -> take_end()
    od
}

/* A chaperone, a second device, a passer-by: whoever they are, they can only narrow. */
active proctype anybody() {
end:
    do
    :: log < MOST -> take_signal(yellow)
    :: log < MOST -> take_signal(red)
    :: log < MOST -> take_signal(stop)
    :: log < MOST -> take_impaired()
    od
}

active proctype time() {
end:
    do
    :: atomic { left > 0 -> left-- }
    od
}
