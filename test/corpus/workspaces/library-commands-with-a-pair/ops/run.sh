#!/bin/bash
cd "$(dirname "$0")"
set -a; . ./es.env; set +a
. ./lib.sh
