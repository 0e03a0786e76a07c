import { html, raw } from 'hono/html';
import type { Play } from './feedback.ts';
import type { Mail, MailSummary } from './mails.ts';
import { script, style } from './style.ts';

type Html = ReturnType<typeof html>;

/** All mails, newest first. */
export function listPage(mails: readonly MailSummary[]): Html {
  const newest = mails[0]?.id ?? '';
  const head = html`<noscript><meta http-equiv="refresh" content="5"></noscript>`;
  const list =
    mails.length === 0
      ? html`<p class="none" data-newest="">No mail yet. It shows here as soon as it is sent.</p>`
      : html`<ol class="mails" data-newest="${newest}">${mails.map(line)}</ol>`;
  return page('Mailbox', head, html`<h1>Mailbox</h1>${list}<script>${raw(script)}</script>`);
}

const PLAYED: Readonly<Record<Play, string>> = {
  bounce: 'Played: the system hears that this mail bounced for good.',
  complaint: 'Played: the system hears that its reader called this mail spam.',
};

/**
 * One mail: who, to whom, when, and the mail itself, shut off from everything around it. Below it a
 * button for each thing that can be played of it, and above it a word on what has been.
 */
export function mailPage(mail: Mail, plays: readonly Play[] = [], done?: Play): Html {
  const replies =
    mail.replyTo.length > 0 ? html`<dt>Reply to</dt><dd>${mail.replyTo.join(', ')}</dd>` : '';
  return page(
    mail.subject,
    '',
    html`<h1>${mail.subject}</h1>
${done === undefined ? '' : html`<p class="played" role="status">${PLAYED[done]}</p>`}
<dl>
  <dt>From</dt><dd>${mail.from}</dd>
  <dt>To</dt><dd>${mail.to.join(', ')}</dd>
  ${replies}
  <dt>Sent</dt><dd>${when(mail.sent)}</dd>
</dl>
${
  mail.html === ''
    ? html`<pre>${mail.text}</pre>`
    : html`<iframe src="/mails/${mail.id}/html" title="The mail"
  sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details><summary>The same as plain text</summary><pre>${mail.text}</pre></details>`
}
${plays.length === 0 ? '' : playForms(mail, plays)}`,
  );
}

/** On AWS the mail service tells what becomes of a mail. Here nobody does, so it can be played. */
function playForms({ id }: Mail, plays: readonly Play[]): Html {
  const form = (play: Play) =>
    html`<form method="post" action="/mails/${id}/${play}"><button>Play: ${play}</button></form>`;
  return html`<section class="plays" aria-label="What becomes of this mail">
${plays.map(form)}
</section>`;
}

export function missingPage(): Html {
  return page('No such mail', '', html`<h1>There is no such mail</h1>`);
}

/** The mail's own HTML, its links opening in a tab of their own. */
export function mailDocument({ html: document }: Mail): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(document)
    ? document.replace(/<head[^>]*>/i, (head) => head + base)
    : base + document;
}

function line({ id, to, subject, sent }: MailSummary): Html {
  return html`<li><a href="/mails/${id}">
  <span class="subject">${subject}</span>${when(sent)}
  <span class="to">to ${to.join(', ')}</span>
</a></li>`;
}

function when(sent: string): Html {
  return html`<time datetime="${sent}">${sent.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

function page(title: string, head: Html | string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
${head}
</head>
<body>
<header><b>Assent · local mailbox</b><a href="/">All mails</a></header>
<main>${body}</main>
</body>
</html>
`;
}
