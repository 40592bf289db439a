#!/usr/bin/env bash
. ./lib.sh
ES_KEY=$(cat ./key)
es GET /
