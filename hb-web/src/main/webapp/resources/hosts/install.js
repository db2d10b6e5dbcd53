/** The lines to paste on a new host, for each way to run an agent there. */

import {word} from '../page/words.js';

const JDK = 'eclipse-temurin:17-jdk';

/**
 * @param made {name, key_id, key}
 * @param from {server: where the agent sends to, web: where this server's files are fetched, gives: whether it has an agent to give}
 * @returns [{title, lines, hint}]
 */
export function ways({name, key_id: id, key}, {server, web, gives}) {
  const settings = {server, name, key, ...(id === name ? {} : {key_id: id})};
  return [hbc(settings), mini(settings, web), systemd(settings, web, gives), docker(settings, web)];
}

/** One configuration that was there before is kept beside. */
function hbc(settings) {
  return {title: 'hbc', hint: word('add.hbc'), lines: [
    `mv ~/.hbc.yaml ~/.hbc.yaml.before 2>/dev/null`,
    `(umask 077; printf '${yaml(settings)}\\n' > ~/.hbc.yaml) && hbc -d`].join('\n')};
}

function mini(settings, web) {
  return {title: 'HbcMini', hint: word('add.mini'), lines: [
    `curl -fsSO '${web}/agent/HbcMini.java'`,
    `mv ~/.hbc.json ~/.hbc.json.before 2>/dev/null`,
    `(umask 077; echo '${JSON.stringify(settings)}' > ~/.hbc.json) && java HbcMini.java -d`].join('\n')};
}

/** The server's own installer fetches by https only; without that the unit is there already, and gets its configuration. */
function systemd(settings, web, gives) {
  const {key, ...rest} = settings;
  if (gives && web.startsWith('https:') && !rest.key_id) {
    return {title: 'systemd', hint: word('add.installer'), lines: [
      `curl -fsS '${web}/agent/install.sh' -o hb_install.sh`,
      `(umask 077; echo '${key}' > hbc.key)`,
      `sudo sh hb_install.sh --from '${web}' --server '${rest.server}' --name '${rest.name}' --key-file hbc.key; rm hbc.key`].join('\n')};
  }
  return {title: 'systemd', hint: word('add.systemd'), lines: [
    `sudo install -d /etc/heartbeat /etc/systemd/system/hbc.service.d`,
    `sudo mv /etc/heartbeat/hbc.yaml /etc/heartbeat/hbc.yaml.before 2>/dev/null`,
    `printf '${yaml(rest)}\\n' | sudo tee /etc/heartbeat/hbc.yaml > /dev/null`,
    `echo '${key}' | sudo install -m 600 /dev/stdin /etc/heartbeat/hbc.key`,
    `printf '[Service]\\nLoadCredential=key:/etc/heartbeat/hbc.key\\nEnvironment=HB_KEY_FILE=%%d/key\\n' | sudo tee /etc/systemd/system/hbc.service.d/key.conf > /dev/null`,
    `sudo systemctl daemon-reload && sudo systemctl enable hbc && sudo systemctl restart hbc`].join('\n')};
}

function docker(settings, web) {
  return {title: 'docker', hint: word('add.docker'), lines: [
    `curl -fsSO '${web}/agent/HbcMini.java'`,
    `(umask 077; echo '${JSON.stringify(settings)}' > hbc.json)`,
    `docker run -d --name hbc --restart unless-stopped --network host --pid host \\`,
    `  -v "$PWD/hbc.json:/hbc.json:ro" -v "$PWD/HbcMini.java:/HbcMini.java:ro" \\`,
    `  ${JDK} java /HbcMini.java -c /hbc.json`].join('\n')};
}

function yaml(settings) {
  return Object.entries(settings).map(([setting, value]) => `${setting}: "${value}"`).join('\\n');
}
