// Mails as they lie in a shop's folder: who gets them, what they say, where they lead.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { bodyOf, expect } from './shopper';

export interface Mail {
  head: string;
  text: string;
}

/** The mails to this address, newest first. */
export function mailsTo(of: string, email: string): Mail[] {
  const folder = path.join(of, 'mail');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
  return files
    .map((name) => path.join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .map((file) => readFileSync(file, 'utf8'))
    .map((mail) => ({ head: mail.split('\r\n\r\n')[0].replace(/\r\n[ \t]+/g, ' '), text: bodyOf(mail) }))
    .filter(({ head }) => new RegExp(`^To: .*${email.replace('.', '\\.')}`, 'im').test(head));
}

/** The mail to this address that says this, as soon as it is there. */
export async function mailSaying(of: string, email: string, words: string | RegExp): Promise<Mail> {
  let found: Mail | undefined;
  const says = ({ text }: Mail) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  await expect(() => {
    found = mailsTo(of, email).find(says);
    expect(found, `a mail to ${email} that says ${words}`).toBeTruthy();
  }).toPass();
  return found as Mail;
}

/** The code in a mail. */
export const codeIn = (mail: Mail) => mail.text.match(/^\s*(\d{8})\s*$/m)?.[1] ?? '';

/** Where a mail program unsubscribes its owner. */
export const unsubscribeIn = (mail: Mail) => mail.head.match(/^List-Unsubscribe: <([^>]+)>/im)?.[1] ?? '';
