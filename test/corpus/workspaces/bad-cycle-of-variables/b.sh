#!/bin/sh
. ./a.sh
K=$K
