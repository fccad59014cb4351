import { DEMO_ACCOUNTS } from '../seeds/demo/demo-accounts';
import { DOCS_PATH } from './openapi';
import type { Config } from './platform/config/config';

/** What `npm start` prints: the address, the demo accounts and the next thing to try. */
export function announcement(config: Config, url: string): string {
  return [
    '',
    `  Tsunagi（つなぎ）  ${url}`,
    `  API の説明 / API docs   ${url}${DOCS_PATH}`,
    ...(config.demo ? demoLines(config, url) : []),
    '  Ctrl-C で終了します / stops it.',
    '',
    '',
  ].join('\n');
}

function demoLines(config: Config, url: string): string[] {
  return [
    '',
    `  デモのアカウント / demo accounts（パスワード / password: ${config.demoPassword}）`,
    ...DEMO_ACCOUNTS.map(({ email, label }) => `    ${email.padEnd(28)} ${label}`),
    '',
    '  次に試す / try next:',
    `    TOKEN=$(curl -s ${url}/api/v1/sessions -H 'content-type: application/json' \\`,
    `      -d '{"email":"analyst@demo.example","password":"${config.demoPassword}"}' | node -pe 'JSON.parse(require("fs").readFileSync(0)).token')`,
    `    curl -s ${url}/api/v1/periods -H "authorization: Bearer $TOKEN"`,
    '',
  ];
}
