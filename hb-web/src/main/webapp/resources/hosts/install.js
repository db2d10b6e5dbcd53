/** The lines to paste on a new host, for each way to run an agent there. */

import {word} from '../page/words.js';

const JDK = 'eclipse-temurin:17-jdk';

/**
 * @param made {name, key_id, key}
 * @param server where the agent sends to
 * @returns [{title, lines, hint}]
 */
export function ways({name, key_id: id, key}, server) {
  const settings = {server, name, key, ...(id === name ? {} : {key_id: id})};
  const yaml = Object.entries(settings).map(([setting, value]) => `${setting}: "${value}"`).join('\\n');
  const json = JSON.stringify(settings);
  return [
    {title: 'hbc', hint: word('add.hbc'),
      lines: `umask 077; printf '${yaml}\\n' >> ~/.hbc.yaml && hbc -d`},
    {title: 'HbcMini', hint: word('add.mini'),
      lines: `umask 077; echo '${json}' > ~/.hbc.json && java HbcMini.java -d`},
    {title: 'systemd', hint: word('add.systemd'),
      lines: [`sudo install -d /etc/heartbeat /etc/systemd/system/hbc.service.d`,
        `printf '${yaml.replace(`key: "${key}"\\n`, '').replace(`\\nkey: "${key}"`, '')}\\n' | sudo tee /etc/heartbeat/hbc.yaml > /dev/null`,
        `echo '${key}' | sudo install -m 600 /dev/stdin /etc/heartbeat/hbc.key`,
        `printf '[Service]\\nLoadCredential=key:/etc/heartbeat/hbc.key\\nEnvironment=HB_KEY_FILE=%%d/key\\n' | sudo tee /etc/systemd/system/hbc.service.d/key.conf > /dev/null`,
        `sudo systemctl daemon-reload && sudo systemctl enable --now hbc`].join('\n')},
    {title: 'docker', hint: word('add.docker'),
      lines: [`umask 077; echo '${json}' > hbc.json`,
        `docker run -d --name hbc --restart unless-stopped --network host --pid host \\`,
        `  -v "$PWD/hbc.json:/hbc.json:ro" -v "$PWD/HbcMini.java:/HbcMini.java:ro" \\`,
        `  ${JDK} java /HbcMini.java -c /hbc.json`].join('\n')},
  ];
}
