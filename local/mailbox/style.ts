import { createHash } from 'node:crypto';

/** The mailbox's one style sheet. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --ink: #1b2025; --soft: #565d64; --line: #dcd8cf; --box: #f4f1ea;
  --accent: #0e4f68;
  --serif: "Iowan Old Style", Charter, "Palatino Linotype", Palatino, Georgia, "Liberation Serif", serif;
  --sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --ink: #e8e5de; --soft: #a8adb1; --line: #333a3f; --box: #1c2226;
    --accent: #93cbe2;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--sans);
  overflow-wrap: anywhere;
}
header, main { padding: 0 max(1.25rem, 50% - 26rem); }
header {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem;
  padding-top: .875rem; padding-bottom: .75rem; border-bottom: 1px solid var(--line);
  font-size: .875rem; color: var(--soft);
}
header b { color: var(--ink); }
main { padding-bottom: 3rem; }
h1 { font: 600 clamp(1.375rem, 1.1rem + 1.2vw, 1.875rem)/1.25 var(--serif); margin: 1.5rem 0 1rem; text-wrap: balance; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, button:focus-visible, summary:focus-visible, iframe:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.mails { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.mails li { border-bottom: 1px solid var(--line); }
.mails a {
  display: grid; grid-template-columns: 1fr auto; gap: .125rem 1rem; padding: .75rem 0;
  color: inherit; text-decoration: none;
}
.mails a:hover .subject { text-decoration: underline; }
.subject { font-weight: 600; color: var(--accent); }
.to, time, .none { color: var(--soft); font-size: .875rem; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .125rem 1rem; margin: 0 0 1.25rem; font-size: .875rem; }
dt { color: var(--soft); }
dd { margin: 0; }
iframe { display: block; width: 100%; height: min(80vh, 60rem); border: 1px solid var(--line); border-radius: .25rem; background: #fff; }
details { margin-top: 1rem; }
.played { border-left: .25rem solid var(--accent); margin: 0 0 1.25rem; padding: .25rem .75rem; background: var(--box); }
.plays { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
button { font: inherit; font-size: .875rem; padding: .375rem .75rem; color: var(--accent); background: var(--box); border: 1px solid var(--line); border-radius: .25rem; cursor: pointer; }
summary { cursor: pointer; width: fit-content; padding: .25rem 0; color: var(--accent); font-size: .875rem; }
pre { margin: .5rem 0 0; padding: 1rem; background: var(--box); border-radius: .25rem; white-space: pre-wrap; font: .875rem/1.5 var(--mono); }
`;

/** Looks for newer mail and shows it; without script the page asks again by itself. */
export const script = `
const list = document.querySelector('[data-newest]');
if (list) setInterval(async () => {
  const answer = await fetch('/api/mails').catch(() => undefined);
  const [newest] = answer?.ok ? await answer.json() : [{ id: list.dataset.newest }];
  if (newest && newest.id !== list.dataset.newest) location.reload();
}, 1500);
`;

/** A source of a Content Security Policy that lets in this text alone. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
