#!/bin/sh
chmod +x a/do.sh
a/do.sh
