#!/usr/bin/env python3
# Each check_* tool passes a good tree and refuses a bad one: a check that can't fail checks nothing.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import subprocess
import sys
import tempfile

TOOLS = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', 'tools'))
LICENCE = 'SPDX-License-' 'Identifier: AGPL-3.0-or-later'
GOOD_H = ('/* a.h\n * %s */\n#ifndef HF_A_H\n#define HF_A_H\n\nint a_count(int n);\n\n#endif\n'
          % LICENCE)
GOOD_C = ('/* a.c\n * %s */\n#include "base/a.h"\n\nint a_count(int n)\n{\n    return n;\n}\n'
          % LICENCE)
GOOD = {
    'src/floors.txt': 'base:\ncore/x: base\n',
    'src/base/README.md': '# base\n', 'src/base/meson.build': '',
    'src/core/x/README.md': '# x\n', 'src/core/x/meson.build': '',
    'src/base/a.h': GOOD_H, 'src/base/a.c': GOOD_C,
}

results = []


def tell(name, passed, said):
    results.append(passed)
    print('%sok %d - %s' % ('' if passed else 'not ', len(results), name))
    if not passed:
        print('\n'.join('# ' + line for line in said.splitlines()))


def run(tool, *arguments):
    done = subprocess.run([os.path.join(TOOLS, tool), *arguments], capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def write(top, tree):
    for path, text in tree.items():
        full = os.path.join(top, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'w') as f:
            f.write(text)


def check_tree(tool, changes):
    """Exit code and words of the tool on the good tree with these files changed (None: gone)."""
    tree = {path: text for path, text in {**GOOD, **changes}.items() if text is not None}
    with tempfile.TemporaryDirectory() as top:
        write(top, tree)
        return run(tool, top)


def passes(tool, what='a good tree', **changes):
    code, said = check_tree(tool, changes.get('changes', {}))
    tell('%s passes %s' % (tool, what), code == 0, said)


def refuses(tool, what, changes, word):
    code, said = check_tree(tool, changes)
    tell('%s refuses %s' % (tool, what), code == 1 and word in said, said)


def c(body):
    return '/* %s */\n%s\n' % (LICENCE, body)


def floors():
    passes('check_floors')
    passes('check_floors', 'an include that its line allows',
           changes={'src/core/x/x.c': c('#include "base/a.h"')})
    refuses('check_floors', 'an include upwards', {'src/base/b.c': c('#include "core/x/x.h"')},
            'does not let base include')
    refuses('check_floors', 'a line that names no room above it',
            {'src/floors.txt': 'base: core/x\ncore/x:\n'}, 'no room above it')
    refuses('check_floors', 'a file in a room that is not listed',
            {'src/core/y/y.c': c('')}, 'has no room core/y')
    refuses('check_floors', "another room's own header",
            {'src/core/x/x.c': c('#include "base/a_inside.h"')}, 'its own room only')
    refuses('check_floors', 'an include that names no room',
            {'src/core/x/x.c': c('#include "a.h"')}, 'name the room')
    refuses('check_floors', 'a room without a README', {'src/base/README.md': None},
            'has no README.md')


def banned():
    passes('check_banned')
    passes('check_banned', 'a banned name in a comment or a string',
           changes={'src/base/b.c': c('/* malloc(1) */ const char *t = "strcpy(";')})
    for name, body in (('malloc in a room', 'void *p = malloc(1);'),
                       ('a copy without a ceiling', 'strcpy(a, b);'),
                       ('a number read without errors', 'int n = atoi(s);'),
                       ('a clock below the tideline', 'long t = time(0);'),
                       ('stdio below the tideline', '#include <stdio.h>'),
                       ('printf outside the command line', 'void f(void) { printf("x"); }'),
                       ('sodium outside the vault', '#include <sodium.h>'),
                       ('a typedef of a struct', 'typedef struct a b;')):
        refuses('check_banned', name, {'src/base/b.c': c(body)}, 'src/base/b.c:2: ')
    refuses('check_banned', 'what is not finished', {'notes.md': 'a\nTO' 'DO later\n'},
            'notes.md:2: ')


def headers():
    passes('check_headers')
    refuses('check_headers', 'a header that needs another',
            {'src/base/b.h': c('struct b { size_t n; };')}, 'does not compile alone')
    refuses('check_headers', 'a file that does not include its own header first',
            {'src/base/a.c': c('#include <stddef.h>\n#include "base/a.h"')}, 'not first')


def looks():
    passes('check_format')
    refuses('check_format', 'C that looks otherwise',
            {'src/base/b.c': c('int  f( void ){return 1;}')}, 'src/base/b.c')
    passes('check_spdx')
    refuses('check_spdx', 'code without a licence line', {'src/base/b.c': 'int f(void);\n'},
            'src/base/b.c')
    refuses('check_spdx', 'a script without a licence line', {'tools/x': '#!/bin/sh\n'}, 'tools/x')


def words():
    passes('check_words')
    for what in ('zero-' 'knowledge', 'End-to-' 'end', 'HIPAA' '-compliant', 'unhack' 'able'):
        refuses('check_words', 'the promise "%s"' % what.lower(),
                {'README.md': 'It is\n%s.\n' % what}, 'README.md:2')


def built(source, *flags):
    """check_pure on a build folder whose only room is this source."""
    with tempfile.TemporaryDirectory() as build:
        room = os.path.join(build, 'src', 'base')
        os.makedirs(room)
        subprocess.run(['gcc', '-xc', '-', '-c', '-o', room + '/a.o', *flags], input=source,
                       text=True, check=True)
        subprocess.run(['ar', 'crs', room + '/libbase.a', room + '/a.o'], check=True)
        return run('check_pure', build)


def pure():
    code, said = built('const int t[] = {1};\nint f(int n) { return t[0] + n; }\n')
    tell('check_pure passes a room that only thinks', code == 0, said)
    for what, source, word in (
            ('a clock', 'long time(long *);\nlong f(void) { return time(0); }\n', 'calls time'),
            ('a variable that is kept', 'int kept = 1;\n', 'kept in .data: kept'),
            ('a hidden counter', 'int f(void) { static int n; return ++n; }\n', 'kept in .bss')):
        code, said = built(source)
        tell('check_pure refuses ' + what, code == 1 and word in said, said)
    code, said = built('int f(int *p) { return *p; }\n', '-fsanitize=address')
    tell('check_pure says that it needs a build without sanitizers',
         code == 1 and 'sanitizers' in said, said)
    with tempfile.TemporaryDirectory() as empty:
        code, said = run('check_pure', empty)
    tell('check_pure refuses a folder without a build', code == 1, said)


def texts():
    tree = {'pages/text/en.msg': 'a.b | 1 | Hello\na.c.x | 1 | There\n', 'pages/say.ht': '<p>{=a.b} {=a.c.x}</p>\n'}
    passes('check_texts', changes=tree)
    refuses('check_texts', 'a text that nobody says', {**tree, 'pages/say.ht': '<p>{=a.b}</p>\n'}, 'a.c.x')



for part in (floors, banned, headers, looks, words, pure, texts):
    part()
print('1..%d' % len(results))
sys.exit(0 if all(results) else 1)
