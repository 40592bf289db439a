#!/bin/bash
export ES_API_KEY={{pair}}
#! hard-coded-key information at {{pair}}
sudo -E ./jobs/report.sh
sudo --preserve-env=PATH,ES_API_KEY ./jobs/snapshot.sh nightly
sudo -u elastic ES_API_KEY="$ES_API_KEY" ./jobs/rollover.sh
sudo -u elastic -H --preserve-env bash ./jobs/cleanup.sh
sudo --preserve-env=ES_URL ./jobs/other.sh
