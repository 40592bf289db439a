#!/bin/bash
export ES_API_KEY={{pair}}
sudo ./jobs/report.sh
sudo -u elastic -- ./jobs/snapshot.sh nightly
sudo bash ./jobs/rollover.sh
ES_API_KEY={{pair2}} sudo -n ./jobs/cleanup.sh
doas ./jobs/doas.sh
