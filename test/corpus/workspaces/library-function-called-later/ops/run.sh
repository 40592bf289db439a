#!/usr/bin/env bash
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/lib.sh"
ES_KEY={{encoded2}}
#! hard-coded-key information at {{encoded2}}
main() {
  es GET /_cat/indices
}
main "$@"
