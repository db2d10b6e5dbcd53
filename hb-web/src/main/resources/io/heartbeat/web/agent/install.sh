#!/bin/sh
# hb_install.sh: installs, upgrades and removes the Heartbeat agent on a machine with systemd. Run it as often as you like:
# what is there already stays. docs/COMMANDS.md ("Installing agents") says all.
#
#   curl -fsS https://hb.example.org/agent/install.sh | sh -s -- --from https://hb.example.org --server hb.example.org
#
# Everything lies in /opt/hbc (versions/VERSION, current, plugins), /etc/heartbeat/hbc.yaml and /var/lib/hbc. HB_ROOT is put
# before these paths, for images and packages; then no service is touched.
set -eu

usage() {
    cat <<'END'
Usage: hb_install.sh [install] --from SOURCE --server HOST[:PORT] [options]
       hb_install.sh upgrade --from SOURCE [options]
       hb_install.sh uninstall [--purge]

  --from SOURCE     https://SERVER, whose newest agent is taken; the https address of a hbc-VERSION.zip; or such a file
  --sha256 DIGEST   what the file must be; needed with the address of a file, taken from the server with https://SERVER
  --server HOST     whom to tell; the first word of a new configuration
  --name NAME       of this machine at the server, when not its host name
  --key-file FILE   secret shared with the server; copied to /etc/heartbeat/hbc.key
  --self-upgrade    let the agent replace itself when its server says so, and it is signed (docs/COMMANDS.md)
  --cacert FILE     certificates of who signed the server's, when Java and curl do not know them; copied to
                    /etc/heartbeat/hbc-ca.pem
  --purge           remove configuration, key and state too
END
}

fail() {
    printf 'hb_install: %s\n' "$@" >&2
    exit 1
}

say() {
    printf 'hb_install: %s\n' "$*"
}

root=${HB_ROOT:-}
base=$root/opt/hbc
etc=$root/etc/heartbeat
units=$root/etc/systemd/system
state=$root/var/lib/hbc
action=install
from= sha256= server= name= key_file= cacert= self_upgrade= purge=

case ${1:-} in
    install | upgrade | uninstall) action=$1; shift ;;
esac
while [ $# -gt 0 ]; do
    case $1 in
        --from | --sha256 | --server | --name | --key-file | --cacert)
            [ $# -ge 2 ] || fail "$1 needs a value"
            case $1 in
                --from) from=$2 ;;
                --sha256) sha256=$2 ;;
                --server) server=$2 ;;
                --name) name=$2 ;;
                --key-file) key_file=$2 ;;
                --cacert) cacert=$2 ;;
            esac
            shift 2
            ;;
        --self-upgrade) self_upgrade=1; shift ;;
        --purge) purge=1; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done

# What goes into a configuration, and into paths, is no more than this.
plain() {
    case $2 in
        *[!A-Za-z0-9._:@/\[\]-]*) fail "$1 has a character in it that is not for there: $2" ;;
    esac
}
plain --server "$server"
plain --name "$name"

# An agent that may replace itself may do so until it is removed.
if grep -qs '^ReadWritePaths=' "$units/hbc.service.d/hb_install.conf"; then
    self_upgrade=1
fi

[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "this changes the system: run it as root"

services() {
    [ -z "$root" ] && [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1
}

work=
trap '[ -z "$work" ] || rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

fetch() { # URL FILE
    if command -v curl >/dev/null 2>&1; then
        curl -fsS --proto '=https' --tlsv1.2 --max-time 600 ${cacert:+--cacert "$cacert"} -o "$2" "$1" || fail "cannot fetch $1"
    elif command -v wget >/dev/null 2>&1; then
        wget -q --https-only --timeout=60 ${cacert:+--ca-certificate="$cacert"} -O "$2" "$1" || fail "cannot fetch $1"
    else
        fail "neither curl nor wget is here: install one, or give --from a file"
    fi
}

# Brings the archive to $work/agent.zip, compared with its digest.
bring() {
    [ -n "$from" ] || fail "--from is needed: https://SERVER, or a file hbc-VERSION.zip"
    work=$(mktemp -d)
    archive=$from
    case $from in
        https://*/*.zip)
            [ -n "$sha256" ] || fail "--sha256 is needed with the address of a file"
            fetch "$from" "$work/agent.zip"
            ;;
        https://*)
            fetch "${from%/}/agent/SHA256SUMS" "$work/sums"
            read -r sha256 archive <"$work/sums" || fail "$from has no agent to give away"
            fetch "${from%/}/agent/$archive" "$work/agent.zip"
            ;;
        *://*) fail "agents are fetched by https only, not from $from" ;;
        *)
            [ -f "$from" ] || fail "there is no file $from"
            cp "$from" "$work/agent.zip"
            ;;
    esac
    if [ -n "$sha256" ]; then
        found=$(sha256sum "$work/agent.zip" | cut -d' ' -f1)
        [ "$found" = "$sha256" ] || fail "$from has the digest $found, not $sha256: nothing was installed"
    fi
    version=$(basename "$archive" .zip)
    case $version in
        hbc-[0-9]*) version=${version#hbc-} ;;
        *) fail "$archive is not called hbc-VERSION.zip" ;;
    esac
    case $version in
        *[!0-9A-Za-z.-]* | *..*) fail "\"$version\" is no version" ;;
    esac
}

unpack() { # ARCHIVE FOLDER
    if command -v unzip >/dev/null 2>&1; then
        unzip -q "$1" -d "$2"
    elif command -v python3 >/dev/null 2>&1; then
        python3 -m zipfile -e "$1" "$2"
    elif command -v bsdtar >/dev/null 2>&1; then
        bsdtar -xf "$1" -C "$2"
    else
        fail "no program here opens zip archives: install unzip"
    fi
}

# Lays the version beside the others, whole or not at all.
lay() {
    mkdir -p "$base/versions" "$base/plugins"
    if [ -d "$base/versions/$version" ]; then
        say "version $version is here already"
        return
    fi
    rm -rf "$base/versions/.new"
    mkdir "$base/versions/.new"
    unpack "$work/agent.zip" "$base/versions/.new"
    [ -f "$base/versions/.new/bin/hbc" ] || fail "$from has no bin/hbc in it: that is no agent"
    chmod 755 "$base/versions/.new/bin/hbc"
    [ -n "$root" ] || "$base/versions/.new/bin/hbc" --version >/dev/null || fail "version $version does not run here"
    mv "$base/versions/.new" "$base/versions/$version"
    say "version $version is laid into $base/versions"
}

# One rename: at no moment there is no current version.
switch_to() {
    ln -sfn "versions/$1" "$base/current.new"
    mv -T "$base/current.new" "$base/current"
}

present() {
    if [ -L "$base/current" ]; then
        basename "$(readlink "$base/current")"
    fi
}

configure() {
    mkdir -p "$etc"
    if [ -n "$key_file" ]; then
        [ -f "$key_file" ] || fail "there is no file $key_file"
        (umask 077 && cp "$key_file" "$etc/hbc.key")
    fi
    if [ -n "$cacert" ]; then
        [ -f "$cacert" ] || fail "there is no file $cacert"
        (umask 022 && cp "$cacert" "$etc/hbc-ca.pem")
    fi
    if [ -f "$etc/hbc.yaml" ]; then
        say "$etc/hbc.yaml stays as it is"
        if [ -n "$key_file" ] && ! grep -q '^key_file:' "$etc/hbc.yaml"; then
            say "it names no key: add \"key_file: /etc/heartbeat/hbc.key\" to it, then: systemctl restart hbc"
        fi
        return
    fi
    [ -n "$server" ] || fail "--server is needed for a new configuration"
    {
        printf 'server: "%s"\n' "$server"
        [ -z "$name" ] || printf 'name: "%s"\n' "$name"
        [ ! -f "$etc/hbc.key" ] || printf 'key_file: /etc/heartbeat/hbc.key\n'
        [ -z "$self_upgrade" ] || printf 'upgrade: true\n'
        [ -z "$self_upgrade" ] || [ ! -f "$etc/hbc-ca.pem" ] || printf 'upgrade_ca: /etc/heartbeat/hbc-ca.pem\n'
    } >"$etc/hbc.yaml.new"
    mv "$etc/hbc.yaml.new" "$etc/hbc.yaml"
    say "$etc/hbc.yaml is written"
}

unit() {
    mkdir -p "$units"
    sed 's|/opt/heartbeat/bin/hbc|/opt/hbc/current/bin/hbc|; s|/opt/heartbeat/docs/|/opt/hbc/current/docs/|' \
        "$base/current/systemd/hbc.service" >"$units/hbc.service.new"
    mv "$units/hbc.service.new" "$units/hbc.service"
    if [ -f "$etc/hbc.key" ] || [ -n "$self_upgrade" ]; then
        mkdir -p "$units/hbc.service.d"
        {
            printf '# Written by hb_install.sh.\n[Service]\nDynamicUser=no\nUser=hbc\nGroup=hbc\n'
            [ -z "$self_upgrade" ] || printf 'ReadWritePaths=/opt/hbc\n'
        } >"$units/hbc.service.d/hb_install.conf"
        people
    fi
}

# A user that stays: to it belongs the key and, if the agent may replace itself, its folder.
people() {
    [ -z "$root" ] || return 0
    id hbc >/dev/null 2>&1 || useradd --system --home-dir /var/lib/hbc --shell /usr/sbin/nologin hbc
    [ ! -f "$etc/hbc.key" ] || chown hbc: "$etc/hbc.key"
    [ -z "$self_upgrade" ] || chown -R hbc: "$base"
}

started() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        ! systemctl is-active -q hbc || return 0
        sleep 1
    done
    return 1
}

run() { # VERSION BEFORE
    if ! services; then
        [ -n "$root" ] || say "systemd does not run here: start $base/current/bin/hbc -c $etc/hbc.yaml as you start services"
        return
    fi
    systemctl daemon-reload
    systemctl enable -q hbc
    systemctl restart hbc || true
    if started; then
        say "hbc $1 runs"
    elif [ -n "$2" ] && [ "$1" != "$2" ]; then
        switch_to "$2"
        systemctl restart hbc
        fail "version $1 does not start (journalctl -u hbc): version $2 runs again"
    else
        fail "hbc does not start: journalctl -u hbc says why"
    fi
}

case $action in
    install | upgrade)
        command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java" >/dev/null 2>&1 \
            || fail "there is no Java: install version 17 or newer (Debian: apt install openjdk-17-jre-headless)"
        before=$(present)
        [ "$action" = install ] || [ -n "$before" ] || fail "there is no agent in $base to upgrade"
        bring
        lay
        [ "$action" = upgrade ] || configure
        switch_to "$version"
        [ "$action" = upgrade ] || unit
        [ -z "$self_upgrade" ] || people
        mkdir -p "$root/usr/local/bin"
        ln -sfn /opt/hbc/current/bin/hbc "$root/usr/local/bin/hbc"
        run "$version" "$before"
        # Of the others the one that ran until now stays.
        for old in "$base"/versions/*; do
            case ${old##*/} in
                "$version" | "$before") ;;
                *) rm -rf "$old" ;;
            esac
        done
        ;;
    uninstall)
        if services && [ -f "$units/hbc.service" ]; then
            systemctl disable -q --now hbc || true
        fi
        rm -rf "$units/hbc.service" "$units/hbc.service.d" "$base/current" "$base/versions"
        rmdir "$base/plugins" "$base" 2>/dev/null || [ ! -d "$base" ] || say "$base/plugins has plugins of yours and stays"
        [ ! -L "$root/usr/local/bin/hbc" ] || rm -f "$root/usr/local/bin/hbc"
        ! services || systemctl daemon-reload
        if [ -n "$purge" ]; then
            rm -rf "$etc/hbc.yaml" "$etc/hbc.key" "$etc/hbc-ca.pem" "$state" "$root/var/lib/private/hbc"
        fi
        say "the agent is gone${purge:+, with its configuration and state}"
        ;;
esac
