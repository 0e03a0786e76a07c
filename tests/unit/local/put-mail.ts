import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail as the engine leaves it in the folder. */
export function putMail(folder: string, id: string, more: object = {}): void {
  const mail = {
    MessageId: `${id}@email.example`,
    Source: '"Assent" <assent@a.example>',
    To: ['ada@a.example'],
    CC: [],
    BCC: [],
    ReplyTo: [],
    Subject: `Mail ${id}`,
    BodyText: 'Plain',
    BodyHtml: '<html><head><title>x</title></head><body>Rich</body></html>',
    Timestamp: Number(id.slice(0, 13)) / 1000,
    Type: 'v2.SendEmail',
    Headers: [],
    ...more,
  };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(mail));
}
