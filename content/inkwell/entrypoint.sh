#!/bin/sh
# Brings the database and the static files up to date, then becomes the server.
set -e

log() {
    printf 'inkwell: %s\n' "$*"
}

log "applying migrations"
python manage.py migrate --noinput

log "collecting static files"
python manage.py collectstatic --noinput --clear

log "starting $1"
exec "$@"
