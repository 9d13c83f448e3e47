#!/bin/sh
# Runs the checks and every part of the tests, skipping none, and says what each part took.
# A failing part does not stop the next ones; a part without tests is not listed.
set -u

python=.venv/bin/python
table=""
failed=0
passed=0
no_tests=5 # pytest's exit code for an empty selection

part() {
    name=$1
    shift
    echo "== $name"
    started=$(date +%s)
    "$@"
    code=$?
    [ "$code" -eq "$no_tests" ] && return
    if [ "$code" -eq 0 ]; then
        result=passed
        passed=$((passed + 1))
    else
        result="FAILED ($code)"
        failed=$((failed + 1))
    fi
    table="$table$(printf '%-10s %5s s  %s' "$name" "$(($(date +%s) - started))" "$result")
"
}

# The arguments are the marks to select, and how many processes share the work.
tests() {
    "$python" -m pytest -q --strict-skips --durations=5 -n "$2" \
        --cov --cov-append --cov-report= --cov-fail-under=0 -m "$1"
}

rm -f .coverage .coverage.*
part check make check
part unit tests "not (store or browser or quality or faults or hostile or bench)" 2
part store tests "store and not (faults or hostile)" 2
part browser tests "browser and not hostile" 0
for name in quality faults hostile; do
    part "$name" tests "$name" 2
done
part coverage "$python" -m coverage report --format=total

printf '\n%s' "$table"
echo "parts: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
