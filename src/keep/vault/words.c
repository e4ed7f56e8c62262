/* keep/vault/words.c - 256 quiet short words, for fingerprints and for what is spoken in the room.
 *
 * Never changed, never sorted anew: a fingerprint on paper names words by their place.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <string.h>

enum { FINGERPRINT_WORDS = 8 };

static const char *const words[256] = {
    "acorn",    "amber",   "anchor",  "apple",    "april",    "arbor",   "atlas",   "autumn",
    "bamboo",   "barley",  "basil",   "basket",   "beacon",   "beech",   "berry",   "birch",
    "blanket",  "bottle",  "branch",  "bread",    "breeze",   "bridge",  "bright",  "brook",
    "brush",    "bucket",  "butter",  "button",   "cabin",    "camel",   "candle",  "canoe",
    "canvas",   "carpet",  "carrot",  "castle",   "cedar",    "cello",   "cherry",  "circle",
    "clay",     "cliff",   "clock",   "cloud",    "clover",   "coast",   "cobalt",  "comet",
    "copper",   "coral",   "corner",  "cotton",   "cradle",   "crane",   "cream",   "creek",
    "cricket",  "crystal", "curtain", "daisy",    "dance",    "dawn",    "desert",  "dew",
    "dolphin",  "door",    "dove",    "drum",     "dune",     "eagle",   "earth",   "east",
    "echo",     "elm",     "ember",   "emerald",  "evening",  "falcon",  "feather", "fern",
    "fiddle",   "field",   "fig",     "finch",    "fire",     "flag",    "flame",   "flint",
    "flower",   "flute",   "forest",  "fountain", "fox",      "frost",   "garden",  "garlic",
    "gate",     "ginger",  "glacier", "glass",    "globe",    "gold",    "goose",   "granite",
    "grape",    "grass",   "gravel",  "green",    "grove",    "hammer",  "harbor",  "harp",
    "harvest",  "hazel",   "heron",   "hill",     "honey",    "horizon", "house",   "indigo",
    "iris",     "island",  "ivory",   "ivy",      "jasmine",  "jewel",   "juniper", "kettle",
    "kite",     "ladder",  "lake",    "lamp",     "lantern",  "larch",   "lark",    "laurel",
    "lavender", "leaf",    "lemon",   "lentil",   "light",    "lily",    "lime",    "linen",
    "lion",     "lotus",   "magnet",  "maple",    "marble",   "march",   "meadow",  "melon",
    "mint",     "mirror",  "mist",    "moon",     "moose",    "morning", "moss",    "mountain",
    "music",    "nectar",  "needle",  "nest",     "north",    "nutmeg",  "oak",     "oasis",
    "oat",      "ocean",   "olive",   "onyx",     "opal",     "orange",  "orbit",   "orchid",
    "otter",    "owl",     "palm",    "paper",    "parsley",  "path",    "peach",   "pear",
    "pearl",    "pebble",  "pencil",  "pepper",   "petal",    "piano",   "pillow",  "pine",
    "planet",   "plum",    "pocket",  "pollen",   "pond",     "poplar",  "poppy",   "prairie",
    "prism",    "quail",   "quartz",  "quilt",    "rabbit",   "rain",    "raven",   "reed",
    "ribbon",   "rice",    "river",   "robin",    "rocket",   "rose",    "saddle",  "saffron",
    "sage",     "sail",    "salt",    "sand",     "sapphire", "shell",   "silk",    "silver",
    "sky",      "snow",    "sparrow", "spring",   "spruce",   "star",    "stone",   "storm",
    "stream",   "sugar",   "sunrise", "swan",     "tea",      "thistle", "thunder", "tide",
    "tiger",    "timber",  "tulip",   "valley",   "velvet",   "violet",  "walnut",  "water",
    "wave",     "wheat",   "willow",  "window",   "winter",   "wren",    "yarrow",  "yellow",
};

struct span short_word(unsigned number)
{
    return span_of(words[number % 256]);
}

static char *put_word(char *at, unsigned number)
{
    struct span word = short_word(number);

    memcpy(at, word.at, word.len);
    return at + word.len;
}

void fingerprint_words(const uint8_t sign_pub[32], char ret[FINGERPRINT_TEXT])
{
    struct key_id id = key_id_of(sign_pub);
    char *at = ret;

    for (int i = 0; i < FINGERPRINT_WORDS; i++) {
        if (i > 0)
            *at++ = ' ';
        at = put_word(at, id.bytes[i]);
    }
    *at = '\0';
}

void spoken_word(char ret[SPOKEN_WORD_TEXT])
{
    *put_word(ret, randombytes_uniform(256)) = '\0';
}
