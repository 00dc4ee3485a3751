#!/usr/bin/env bash
# Hämtar katalogen till mappen published (bring), och bär tillbaka den (carry).
#
# MOMENT_CATALOGUE är en mapp, eller user@host:mapp som rsync når med ssh. Ligger katalogen någon annanstans,
# till exempel i ett objektlager: skriv om de här två och behåll ordningen i carry. Då är katalogen hel hela
# tiden, även om strömmen går: först det som pekas på, sist det som pekar. Inget tas bort ur den.
set -euo pipefail

place=${MOMENT_CATALOGUE:?säg var katalogen finns}
folder=published

private=$(mktemp -d)
trap 'rm -rf "$private"' EXIT
if [ -n "${MOMENT_CATALOGUE_KEY:-}" ]; then
  if [ -f "$MOMENT_CATALOGUE_KEY" ]; then
    cp "$MOMENT_CATALOGUE_KEY" "$private/key"
  else
    printf '%s\n' "$MOMENT_CATALOGUE_KEY" > "$private/key"
  fi
  chmod 600 "$private/key"
  printf '%s\n' "${MOMENT_CATALOGUE_HOSTS:?den datorns rad i known_hosts behövs}" > "$private/hosts"
  export RSYNC_RSH="ssh -i $private/key -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=$private/hosts"
fi

case "${1:-}" in
  bring)
    mkdir -p "$folder"
    rsync --recursive --times "$place/" "$folder/"
    ;;
  carry)
    if [ ! -d "$folder/metadata" ]; then
      echo "Inget är publicerat än."
      exit 0
    fi
    rsync --recursive --times --exclude=/metadata --exclude=/index "$folder/" "$place/"
    rsync --recursive --times "$folder/index" "$place/"
    rsync --recursive --times --exclude=timestamp.json "$folder/metadata" "$place/"
    rsync --recursive --times "$folder/metadata" "$place/"
    ;;
  *)
    echo "bring eller carry" >&2
    exit 2
    ;;
esac
