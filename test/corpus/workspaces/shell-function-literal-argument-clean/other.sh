#!/bin/bash
#@ uses: none
log() {
  logger -t es "$1"
}
log "the nightly snapshot has been taken"
