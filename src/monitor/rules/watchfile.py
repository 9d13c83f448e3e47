"""YAML files of lexicon entries and watches -> one WatchSet, or every fault of every file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from monitor.model.errors import ConfigError, Fault
from monitor.model.watch import LexiconEntry, Watch, WatchSet
from monitor.outside.files import is_folder, read_regular
from monitor.rules import cache as cached
from monitor.rules.digest import digest_of
from monitor.rules.file_rules import FileRules, rules_of
from monitor.rules.joining import join
from monitor.rules.marks import LARGEST_BYTES, read_yaml
from monitor.rules.rubbish import uncollected

SUFFIXES = (".yaml", ".yml")


def load_watches(path: Path, cache: Path | None = None) -> WatchSet:
    """Read the watches of one file, or of every `*.yaml` and `*.yml` of a folder in name order.

    Files of a folder speak of one lexicon: a watch may name an entry of another file.

    Args:
        path: The file or the folder.
        cache: A folder of our own for what files said last time; made when it is not there. A
            folder that cannot be used costs time and nothing else.

    Raises:
        ConfigError: With every fault of every file; nothing is taken from any of them then.
    """
    return join(read_file(file, cache) for file in watch_files(path))


def read_file(path: Path, cache: Path | None = None) -> FileRules:
    """Read one file by itself; this may be done in another process, for `join` in this one.

    Args:
        path: The file.
        cache: See `load_watches`; only a file without faults is kept there.
    """
    try:
        content = read_regular(path, LARGEST_BYTES)
    except OSError as error:
        faults = (_at_all(path, f"cannot be read: {error.strerror}"),)
        return FileRules(path=str(path), faults=faults, unread=True)
    with uncollected():
        known = cached.load(cache, path, content) if cache else None
        if known is not None:
            return known
        rules = rules_of(read_yaml(content, str(path)))
        if cache and not rules.faults:
            cached.save(cache, path, content, rules)
    return rules


def watch_files(path: Path) -> list[Path]:
    """List the files that `load_watches` reads, in its order.

    Raises:
        ConfigError: If there is none.
    """
    if not is_folder(path):
        if not path.exists():
            raise ConfigError([_at_all(path, "no such file or folder")])
        return [path]
    try:
        files = sorted(file for file in path.iterdir() if _is_meant(file))
    except OSError as error:
        raise ConfigError([_at_all(path, f"cannot be read: {error.strerror}")]) from None
    if not files:
        raise ConfigError([_at_all(path, "no *.yaml file in this folder")])
    return files


def _is_meant(file: Path) -> bool:
    """Whether a file holds watches: one that cannot be read must not be passed over in silence.

    Editors leave hidden links beside a file; those that lead nowhere are nobody's.
    """
    return file.suffix in SUFFIXES and (file.is_file() or not file.name.startswith("."))


def watch_set(watches: Iterable[Watch], lexicon: Mapping[str, LexiconEntry]) -> WatchSet:
    """Put watches and lexicon together, with the hash that names what they match."""
    kept = tuple(watches)
    return WatchSet(watches=kept, lexicon=dict(lexicon), digest=digest_of(kept, lexicon))


def _at_all(path: Path, problem: str) -> Fault:
    return Fault(path=str(path), line=0, column=0, problem=problem)
