#!/bin/sh
set -eu
: "${LANTERN_PORT:=8080}"
if [ ! -f /data/status.json ]; then
    cp /usr/share/lantern/status.json /data/
fi
exec "$@" --port "$LANTERN_PORT"
