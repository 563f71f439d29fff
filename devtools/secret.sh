#!/bin/sh
# Prints a secret of this checkout, making it when there is none: secret.sh NAME
# 32 random bytes in URL-safe base64, which is what a Fernet key has to be.
set -eu
folder=${AIRFLOW_HOME:?AIRFLOW_HOME is not set}/.local
secret=$folder/$1
if [ ! -s "$secret" ]; then
  umask 077
  mkdir -p "$folder"
  head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n' >"$secret.$$"
  # A link is made by one process only: of several that come first at once, all get the same secret.
  ln "$secret.$$" "$secret" 2>/dev/null || [ -s "$secret" ]
  rm -f "$secret.$$"
fi
cat "$secret"
