#!/bin/bash
ES_KEY={{encoded2}}
#! hard-coded-key information at {{encoded2}}
source ./lib.sh
