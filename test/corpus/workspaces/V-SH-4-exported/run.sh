#!/bin/sh
export K={{encoded}}
#! hard-coded-key information at {{encoded}}
./send.sh
