# What every check_* tool needs: the files of a tree, C without its comments, and one way to tell.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import re
import subprocess
import sys

SKIPPED = {'.git', 'build', 'node_modules', 'demo-data', 'demo-secrets', '__pycache__'}


def root():
    """The tree to look at: the first argument, or the one this file lies in."""
    named = [a for a in sys.argv[1:] if not a.startswith('-')]
    return os.path.abspath(named[0] if named else os.path.join(os.path.dirname(__file__), '..'))


def _tracked(top):
    """What git knows or would know; None where there is no repository of its own."""
    if not os.path.exists(os.path.join(top, '.git')):
        return None
    done = subprocess.run(['git', '-C', top, 'ls-files', '-zco', '--exclude-standard'],
                          capture_output=True, check=False)
    if done.returncode != 0:
        return None
    return [p for p in done.stdout.decode().split('\0') if os.path.isfile(os.path.join(top, p))]


def _walked(top):
    for folder, folders, names in os.walk(top):
        folders[:] = [f for f in folders if f not in SKIPPED]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), top)


def files(top, under=(), ends=()):
    """Paths relative to `top`, sorted; only below the folders and with the endings named."""
    found = _tracked(top)
    found = _walked(top) if found is None else found
    return sorted(set(p for p in found
                      if (not under or p.startswith(tuple(u + '/' for u in under)))
                      and (not ends or p.endswith(tuple(ends)))))


def text(top, path):
    """The file as text, or None for one that holds bytes."""
    with open(os.path.join(top, path), 'rb') as f:
        data = f.read()
    if b'\0' in data:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


_C_NOISE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def c_code(source):
    """C without comments and without what stands in quotes; lines keep their numbers."""
    def blank(match):
        found = match.group(0)
        return '""' if found[0] == '"' else ' ' + '\n' * found.count('\n')
    return _C_NOISE.sub(blank, source)


def end(name, problems, looked_at):
    """Prints the problems, or one line that says how much was looked at; exits 1 or 0."""
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print('%s: %d problems' % (name, len(problems)), file=sys.stderr)
        sys.exit(1)
    print('%s: %s' % (name, looked_at))
