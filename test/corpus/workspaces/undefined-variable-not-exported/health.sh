#!/bin/sh
#@ off-by-default: undefined-variable
# no export: the other script does not get it
K={{encoded}}
#~ hard-coded-key information at {{encoded}}
./send.sh
