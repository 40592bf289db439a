#!/bin/sh
K={{encoded}}
#~ hard-coded-key information at {{encoded}}
./send.sh
