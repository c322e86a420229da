# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The second half of ./dev: what is done where compiler, libraries and tools are at hand (the host
# itself or the Debian 13 root). Sourced by ./dev, which sets top and command.

host=$( . /etc/os-release && printf '%s-%s' "$ID" "${VERSION_ID:-rolling}" )
build=$top/build/$host
out=$top/out

# ---- environment --------------------------------------------------------------------------------

# The root has the locales of the two languages of the program; any other would only make the
# libraries complain.
fix_locale ()
{
  local name value
  for name in LC_ALL LANG LC_CTYPE LC_MESSAGES LC_COLLATE LC_TIME LC_NUMERIC LC_MONETARY; do
    value=${!name:-}
    case $value in
      '' | C | POSIX | C.UTF-8 | C.utf8 | zh_CN.UTF-8 | zh_CN.utf8 | en_US.UTF-8 | en_US.utf8) ;;
      zh*) export "$name=zh_CN.UTF-8" ;;
      *) export "$name=C.UTF-8" ;;
    esac
  done
  [ -n "${LANG:-}${LC_ALL:-}${LC_CTYPE:-}" ] || export LANG=C.UTF-8
}

# A host may lack the locales that the suites run in; then they are made beside the build.
ensure_locales ()
{
  local name
  [ "$(locale -a | grep -Eic '^(zh_CN|en_US)\.utf-?8$')" = 2 ] && return 0
  for name in zh_CN en_US; do
    mkdir -p "$top/build/locales"
    [ -d "$top/build/locales/$name.UTF-8" ] ||
      localedef -i "$name" -f UTF-8 "$top/build/locales/$name.UTF-8" >&2
  done
  export LOCPATH=$top/build/locales
}

# Where a program that is not installed finds its translations and settings.
point_at_build ()
{
  export QZ_LOCALE_DIR=${QZ_LOCALE_DIR:-$build-gcc/po}
  export GSETTINGS_SCHEMA_DIR=${GSETTINGS_SCHEMA_DIR:-$build-gcc/data}
}

# Tests see neither the user's settings and folders nor the graphics card.
calm_environment ()
{
  local home=$top/build/test-home
  rm -rf "$home"
  mkdir -p "$home/cache" "$home/config" "$home/data" "$home/state"
  export XDG_CACHE_HOME=$home/cache XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data
  export XDG_STATE_HOME=$home/state
  # Sockets lie in it, whose addresses must be short.
  XDG_RUNTIME_DIR=$(mktemp -d "${TMPDIR:-/tmp}/qz-run-XXXXXX")
  export XDG_RUNTIME_DIR
  trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
  export GSK_RENDERER=cairo GSETTINGS_BACKEND=memory TZ=Asia/Shanghai GDK_BACKEND=x11
  export PYTHONDONTWRITEBYTECODE=1
  unset WAYLAND_DISPLAY DISPLAY DBUS_SESSION_BUS_ADDRESS QZ_BOOK QZ_USER QZ_PASSPHRASE_FD
  unset LC_ALL LANGUAGE
  ensure_locales
}

# with_display CMD…
with_display ()
{
  dbus-run-session -- xvfb-run -a -s '-screen 0 1600x1400x24 -noreset' "$@"
}

# ---- building -----------------------------------------------------------------------------------

# The arguments of each kind of build folder. Headers made ready once save a third of the time; the
# build with clang goes without and so proves that each file includes what it needs.
configure_words ()
{
  case $1 in
    gcc) words=(-Dbuildtype=debugoptimized -Db_pch=true) compiler=gcc ;;
    clang) words=(-Dbuildtype=debug) compiler=clang ;;
    asan)
      words=(-Dbuildtype=debug -Doptimization=1 -Db_pch=true -Db_sanitize=address,undefined)
      compiler=gcc ;;
    release) words=(-Dbuildtype=release -Db_ndebug=false) compiler=gcc ;;
  esac
}

# configure KIND: once, and anew when the arguments or the system underneath have changed.
configure ()
{
  local words compiler stamp
  configure_words "$1"
  stamp="${words[*]} $("$compiler" -dumpfullversion -dumpversion) $(pkg-config --modversion gtk4)"
  if [ -f "$build-$1/build.ninja" ] && [ "$(cat "$build-$1/qz-stamp" 2>&1)" = "$stamp" ]; then
    return 0
  fi
  rm -rf "$build-$1"
  say "configuring $host-$1"
  CC=$compiler logged "$top/build/configure-$1.log" \
    meson setup "${words[@]}" "$build-$1" "$top" || return 1
  printf '%s' "$stamp" >"$build-$1/qz-stamp"
}

# make KIND [TARGET…]: of the targets, those that the build has; without any, everything.
make ()
{
  local kind=$1
  local targets=()
  shift
  configure "$kind" || return 1
  if [ $# -gt 0 ]; then
    # What the build has may just have changed.
    logged "$top/build/build-$kind.log" ninja -C "$build-$kind" build.ninja || return 1
    mapfile -t targets < <(ninja -C "$build-$kind" --quiet -t targets all 2>/dev/null |
      cut -d : -f 1 | grep -Fx -e "$(printf '%s\n' "$@")")
  fi
  logged "$top/build/build-$kind.log" ninja -C "$build-$kind" "${targets[@]}"
}

# build KIND [TARGET…]: quiet unless it fails; two builds of the same folder wait for each other.
build ()
{
  local kind=$1 lock status=0
  mkdir -p "$top/build"
  exec {lock}>"$top/build/$host-$kind.lock"
  flock "$lock"
  make "$@" || status=$?
  exec {lock}>&-
  return "$status"
}

# ---- qz, shell ----------------------------------------------------------------------------------

inside_qz ()
{
  build gcc src/cli/qz qingzhang-gmo || exit 5
  [ -x "$build-gcc/src/cli/qz" ] || die 'the build has no src/cli/qz'
  point_at_build
  exec "$build-gcc/src/cli/qz" "$@"
}

inside_shell ()
{
  point_at_build
  [ $# -gt 0 ] || set -- "${BASH:-bash}"
  exec "$@"
}

# ---- test ---------------------------------------------------------------------------------------

# run_suite NAME KIND SUITE [CMD…]: one meson run, under CMD; its log is added to the summary. An
# array `chosen` of the caller tells which tests of the suite are run, if not all.
run_suite ()
{
  local name=$1 kind=$2 suite=$3
  shift 3
  printf '\n== %s\n' "$name"
  # The verdict is read from the logs, so that one failing suite does not hide the next.
  "$@" meson test -C "$build-$kind" --no-rebuild --suite "$suite" --print-errorlogs \
    --timeout-multiplier 5 --logbase "testlog-$name" ${chosen[@]+"${chosen[@]}"} </dev/null || true
  summaries+=("$name=$build-$kind/meson-logs/testlog-$name")
}

sanitizer_environment ()
{
  env G_SLICE=always-malloc G_DEBUG=gc-friendly \
    ASAN_OPTIONS=detect_stack_use_after_return=1:detect_leaks=1 \
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    LSAN_OPTIONS="suppressions=$top/tools/lsan.supp:print_suppressions=0" "$@"
}

# build_for_test KIND [TARGET…]
build_for_test ()
{
  printf '== building with %s\n' "$1"
  build "$@" && return 0
  summaries+=("build-$1=failed")
  return 1
}

# Results must not depend on the language of the person. What has no words in it runs once.
test_core ()
{
  local chosen=()
  run_suite core gcc core env LC_ALL=C.UTF-8
  run_suite jobs gcc job env LC_ALL=C.UTF-8
  chosen=(--no-suite wordless)
  run_suite core-zh gcc core env LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN
}

test_display ()
{
  run_suite display gcc display with_display env LC_ALL=C.UTF-8 GTK_A11Y=test
}

# Each test has a display of its own: they run side by side.
test_atspi ()
{
  run_suite atspi gcc atspi env LC_ALL=C.UTF-8
}

test_journey ()
{
  run_suite journey gcc journey with_display env LC_ALL=C.UTF-8 MESON_TESTTHREADS=1
}

test_sanitize ()
{
  build_for_test asan || return 0
  run_suite core-sanitized asan core sanitizer_environment env LC_ALL=C.UTF-8
  run_suite fuzz-corpus-sanitized asan fuzz-corpus sanitizer_environment env LC_ALL=C.UTF-8
  # Those that make most of the pages and widgets in little time.
  local chosen=(app-widgets app-charts app-pages app-preview app-cancel)
  run_suite display-sanitized asan display sanitizer_environment \
    dbus-run-session -- xvfb-run -a -s '-screen 0 1600x1400x24 -noreset' \
    env LC_ALL=C.UTF-8 GTK_A11Y=test \
    LSAN_OPTIONS="suppressions=$top/tools/lsan-display.supp:print_suppressions=0"
}

test_clang ()
{
  build_for_test clang src/cli/qz src/app/qingzhang || return 0
  summaries+=("build-clang=built")
}

test_one ()
{
  case $1 in
    core) test_core ;;
    display) test_display ;;
    atspi) test_atspi ;;
    journey) test_journey ;;
    arch | fuzz-corpus) run_suite "$1" gcc "$1" env LC_ALL=C.UTF-8 ;;
    sanitize) test_sanitize ;;
    clang) test_clang ;;
    *) die "no suite $1: core arch display atspi journey fuzz-corpus sanitize clang" ;;
  esac
}

inside_test ()
{
  local suite summaries=()
  [ $# -gt 0 ] || set -- core arch display atspi fuzz-corpus sanitize clang
  calm_environment
  point_at_build
  if [ "$*" = sanitize ] || [ "$*" = clang ] || build_for_test gcc; then
    for suite in "$@"; do
      test_one "$suite"
    done
  fi
  printf '\n'
  python3 "$top/tools/test-summary.py" "${summaries[@]}"
}

# ---- lint, bench, soak --------------------------------------------------------------------------

# The checks of suite arch without a build; faults go to standard error.
inside_lint ()
{
  local check verdict status=0
  export PYTHONDONTWRITEBYTECODE=1
  for check in layers sizes banned potfiles translations resources places; do
    verdict=$(python3 "$top/tools/checks/$check.py" "$top") || status=1
    sed -n "s/^not ok [0-9]* - /$check failed: /p" <<<"$verdict"
  done
  bash -n "$top/dev" "$top/tools/dev-inside.sh" || status=1
  python3 "$top/tools/format-advice.py"
  return "$status"
}

inside_bench ()
{
  calm_environment
  build release meson-benchmark-prereq src/cli/qz src/app/qingzhang || exit 5
  point_at_build
  mkdir -p "$out"
  with_display python3 "$top/tools/bench-run.py" "$build-release" "$out/bench.json" "$@"
}

inside_soak ()
{
  local seed=${QZ_SOAK_SEED:-$RANDOM$RANDOM}
  calm_environment
  build asan || exit 5
  printf 'seed %s (repeat it with QZ_SOAK_SEED=%s ./dev soak)\n' "$seed" "$seed"
  sanitizer_environment env QZ_SOAK_SEED="$seed" QZ_SOAK_SECONDS="${1:-300}" \
    meson test -C "$build-asan" --no-rebuild --suite soak --print-errorlogs \
    --timeout-multiplier 0 --logbase testlog-soak
}

# ---- run, screenshot ----------------------------------------------------------------------------

# What the programs need to run from the build folder; tests are not built for them.
programs=(src/cli/qz src/app/qingzhang qingzhang-gmo data/gschemas.compiled)

inside_run ()
{
  build gcc "${programs[@]}" || exit 5
  point_at_build
  exec bash "$top/tools/run-demo" "$build-gcc" "$out"
}

inside_screenshot ()
{
  calm_environment
  build gcc "${programs[@]}" || exit 5
  point_at_build
  mkdir -p "$out/screenshots"
  with_display bash "$top/tools/screenshot" "$build-gcc" "$out/screenshots" "$@"
}
