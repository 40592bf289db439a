#!/bin/bash
export ES_API_KEY={{pair}}
#! hard-coded-key information at {{pair}}
sudo ./jobs/report.sh
sudo -u elastic -- ./jobs/snapshot.sh nightly
sudo bash ./jobs/rollover.sh
ES_API_KEY={{pair2}} sudo -n ./jobs/cleanup.sh
#! hard-coded-key information at {{pair2}}
doas ./jobs/doas.sh
