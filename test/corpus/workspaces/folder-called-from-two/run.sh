#!/bin/sh
cd a && sh ./do.sh
