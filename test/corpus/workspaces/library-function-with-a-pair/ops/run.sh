#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "$0")/lib.sh"
ES_KEY={{pair}}
#! hard-coded-key information at {{pair}}
es GET /_cat/indices
