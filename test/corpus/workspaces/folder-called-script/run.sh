#!/bin/sh
cd a && ./do.sh
