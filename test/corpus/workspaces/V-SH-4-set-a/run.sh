#!/bin/sh
set -a
. ./.env
set +a
./send.sh
