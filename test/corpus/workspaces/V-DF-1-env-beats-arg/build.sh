#!/bin/sh
docker build --build-arg K="$RELEASE_KEY" -t corp/dashboards .
