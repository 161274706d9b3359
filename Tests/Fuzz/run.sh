#!/usr/bin/env bash
# Tests/Fuzz/run.sh TARGET [SECONDS]: builds the readers with libFuzzer and the address sanitizer, and lets it loose on one
# target (text number zip inflate sheet ods xls dbf xml json pipeline; "all" for each in turn). The first build takes minutes.
# A crash is kept in .build/fuzz/; put it into Tests/Fuzz/corpus/TARGET/, where the ordinary tests replay it for ever.
set -e
cd "$(dirname "$0")/../.."
out=${FUZZ_BUILD:-.build/fuzz}
mkdir -p "$out"
flags=(-O -wmo -parse-as-library -package-name fuzz -swift-version 6 -sanitize=fuzzer,address -enable-upcoming-feature ExistentialAny
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility
  -I "$out" -I Sources/CZlib -I Sources/CLibXML2 -I Sources/CSHA256 -I Sources/CVector -Xcc -I/usr/include/libxml2)
objects=()
module() { # name, files
  objects+=("$out/$1.o")
  local newest; newest=$(find "${@:2}" -newer "$out/$1.o" -print -quit 2>/dev/null || echo changed)
  if [ ! -e "$out/$1.o" ] || [ -n "$newest" ]; then
    swiftc "${flags[@]}" -module-name "$1" -emit-module -emit-module-path "$out/$1.swiftmodule" -emit-object -o "$out/$1.o" "${@:2}"
  fi
}
for name in Findings Bytes Archive Markup Contracts Territory Pipelines Ingesting; do
  mapfile -t files < <(find "Sources/$name" -name '*.swift' | sort)
  module "$name" "${files[@]}"
done
module FuzzTargets Tests/Fuzz/FuzzTarget.swift
swiftc "${flags[@]}" -module-name Entry -o "$out/fuzz" Tests/Fuzz/LibFuzzerEntry.swift "${objects[@]}" -lxml2 -lz
targets=${1:-all}
[ "$targets" != all ] || targets="text number zip inflate sheet ods xls dbf xml json pipeline"
for target in $targets; do
  mkdir -p "$out/corpus/$target"
  echo "== $target"
  FUZZ_TARGET=$target SWIFT_BACKTRACE=enable=no "$out/fuzz" -max_total_time="${2:-60}" -timeout=5 -rss_limit_mb=1024 -max_len=8192 \
    -artifact_prefix="$out/$target-" -print_final_stats=1 -verbosity=1 "$out/corpus/$target" "Tests/Fuzz/corpus/$target"
done
