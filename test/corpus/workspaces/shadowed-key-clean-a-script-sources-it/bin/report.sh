#!/bin/sh
set -a
. ./a.env
set +a
exec python3 report.py
