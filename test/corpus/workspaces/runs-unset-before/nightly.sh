#!/bin/sh
export ES_API_KEY={{pair}}
#! hard-coded-key information at {{pair}}
./jobs/report.sh
unset ES_API_KEY
./jobs/snapshot.sh
