#!/bin/sh
# Bring what some tests need from the system, where that is allowed; say at once what is missing.
# A test that could not run is skipped, and named at the end of the run; with CI=true it fails.
missing=""
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="chromium"
command -v ssh-keygen >/dev/null 2>&1 || missing="$missing openssh-client"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing $missing, which some tests need …"
  apt-get update --quiet --quiet >/dev/null 2>&1
  # shellcheck disable=SC2086 # several packages are several words
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet $missing >/dev/null 2>&1 && exit 0
fi
echo "Not installed: $missing. Tests that need it will be named as not run."
