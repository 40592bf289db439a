#!/bin/bash
source ./lib.sh
ES_KEY={{pair}}
(ES_KEY={{pair2}}; ./other.sh)
