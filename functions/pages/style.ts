/**
 * The one style sheet, inlined on every page and named by its hash in the policy, so it holds no
 * value of any page. Fonts are the system's. Every answer looks alike: no colour urges one.
 */
const sheet = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --ink: #1b2025; --soft: #565d64; --line: #dcd8cf; --edge: #7b8087;
  --box: #f4f1ea; --accent: #0e4f68; --on-accent: #fff; --warn: #7d4d00; --warn-box: #fbf4e4; --warn-line: #d9c08f;
  --error: #9c2a1c;
  --serif: "Iowan Old Style", Charter, "Palatino Linotype", Palatino,
    Georgia, "Liberation Serif", serif;
  --sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
    "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --ink: #e8e5de; --soft: #a8adb1; --line: #333a3f; --edge: #878e94;
    --box: #1c2226; --accent: #93cbe2; --on-accent: #0d2530; --warn: #e8bd6c; --warn-box: #262218; --warn-line: #6a5830;
    --error: #f3a092;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 var(--sans);
}
main, .mast, .foot { padding: 0 max(1.25rem, 50% - 22rem); }
.mast {
  display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: space-between;
  padding-top: .875rem; padding-bottom: .75rem; border-bottom: 1px solid var(--line);
  font-size: .875rem; color: var(--soft);
}
.mast b { color: var(--ink); }
main { padding-bottom: 3rem; }
h1, h2 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.125rem); margin: .25rem 0 1rem; }
.alone { margin-top: 1.75rem; }
h2 { font-size: 1.375rem; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: 0 0 .75rem; }
ul, ol, dl, dd { margin: 0; padding: 0; }
.plain { padding-left: 1.25rem; }
.plain li { margin-top: .25rem; }
a { color: var(--accent); text-underline-offset: .15em; }
code, pre { font-family: var(--mono); font-size: .875em; }
pre { white-space: pre-wrap; margin: 0; }
.print { display: block; font-size: .875rem; }
.print code { white-space: nowrap; font-size: 1em; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.kicker { margin: 1.5rem 0 0; font-size: .875rem; color: var(--soft); }
.kicker b { color: var(--ink); font-weight: 600; }
.by { display: flex; flex-wrap: wrap; gap: .125rem 1.25rem; margin: 0 0 1.25rem; }
.by b { font-weight: 600; }
.rows { border-top: 1px solid var(--line); }
.rows > div { padding: .625rem 0; border-bottom: 1px solid var(--line); }
.rows dt { color: var(--soft); font-size: .875rem; }
.next { margin: 1rem 0 0; }
.facts { list-style: none; }
.facts > li { padding: 1rem 0; border-top: 1px solid var(--line); }
.facts > li:last-child { border-bottom: 1px solid var(--line); }
.against > li { margin-left: -1rem; padding-left: .75rem; border-left: .25rem solid var(--warn); }
.facts p { margin: 0; white-space: pre-line; }
.facts h3 { margin-bottom: .25rem; }
.lines { list-style: none; }
.facts .plain { padding-left: 1.125rem; list-style: disc; }
.facts .plain li { margin-top: .125rem; }
.lines li { display: flex; gap: .5rem; padding: .125rem 0; }
.mark { flex: none; width: 5.75rem; font-size: .875em; line-height: inherit; color: var(--soft); }
.tag {
  display: inline-block; margin: 0 .5rem .375rem 0; padding: 0 .5rem; border: 1px solid currentColor;
  border-radius: 1rem; color: var(--warn); font: 600 .8125rem/1.5 var(--sans); vertical-align: .05em;
}
.facts .source { margin-top: .375rem; }
.source { font-size: .8125rem; color: var(--soft); }
.source code, .foot code { font-size: 1em; }
dd > code, pre { font-size: .8125rem; }
dd > .plain { padding-left: 1.125rem; }
dd > .plain li:first-child { margin-top: 0; }
.quote { padding: .75rem 1rem; background: var(--box); border-radius: .25rem; }
.was {
  margin-top: .5rem; padding-left: .75rem; border-left: 2px solid var(--line);
  color: var(--soft);
}
details { margin-top: .5rem; }
summary {
  cursor: pointer; color: var(--accent); font-size: .875rem; padding: .25rem 0;
  width: fit-content;
}
details > div {
  margin-top: .25rem; padding: .75rem 1rem; background: var(--box); border-radius: .25rem;
  font-size: .9375rem;
}
details > div p:first-child { margin-top: 0; }
.text { white-space: pre-line; margin: 0; }
.quote + .rows { margin-top: 1rem; }
.box {
  margin: 2.75rem 0 0; padding: 1.125rem 1.25rem; background: var(--warn-box);
  border: 1px solid var(--warn-line); border-radius: .25rem;
}
.box h2 { margin: 0 0 .25rem; }
.box ul { padding-left: 1.25rem; }
.box li { margin-top: .375rem; }
.people { list-style: none; }
.people li { padding: .375rem 0; }
.decide {
  margin-top: 2.75rem; padding: 1.5rem 1.25rem; background: var(--box);
  border: 1px solid var(--line); border-radius: .25rem;
}
form h2, .decide h2 { margin-top: 0; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend, .label { display: block; padding: 0; font-weight: 600; }
.field { margin-top: 1.5rem; }
.decide > input + .field { margin-top: 0; }
.hint { margin: .125rem 0 .5rem; font-size: .875rem; color: var(--soft); }
.option {
  display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin-top: .5rem; padding: .75rem;
  border: 1px solid var(--edge); border-radius: .25rem; background: var(--paper); cursor: pointer;
}
.option:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.option input, .check input {
  margin: .25rem 0 0; width: 1.125rem; height: 1.125rem; accent-color: var(--accent);
}
.option b, .option span { display: block; }
.option span span { font-size: .875rem; color: var(--soft); }
textarea, input[type=text], input[type=date], input[type=datetime-local], select {
  display: block; width: 100%; padding: .625rem .75rem; border: 1px solid var(--edge); border-radius: .25rem;
  background: var(--paper); color: var(--ink); font: inherit;
}
textarea { min-height: 7rem; resize: vertical; }
input.code { font-family: var(--mono); letter-spacing: .03em; text-transform: uppercase; }
button {
  margin-top: 1.5rem; padding: .75rem 1.5rem; border: 1px solid transparent; border-radius: .25rem;
  background: var(--accent); color: var(--on-accent); font: 600 1rem/1.25 var(--sans); cursor: pointer;
}
button.second { margin-top: .75rem; background: transparent; color: var(--accent); border-color: var(--edge); }
.check { display: flex; gap: .625rem; padding: .25rem 0; cursor: pointer; }
.ask { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.ask .field { margin-top: .5rem; }
.more { margin: 0 0 1rem; padding: .75rem 0 .25rem 1rem; border-left: 2px solid var(--edge); }
.more .field { margin-top: .75rem; }
.more .label { font-size: .9375rem; }
.more > .hint { margin: 0; }
.more textarea { min-height: 4rem; }
@supports selector(:has(*)) { .option:not(:has(:checked)) + .more:not(.shown) { display: none; } }
.decide details fieldset { padding: 0 0 .75rem; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.part { margin-top: 1.25rem; }
.part h3 { margin-bottom: .25rem; }
.part + p { margin-top: 1rem; }
.exchange { padding: .625rem 0; border-top: 1px solid var(--line); }
.exchange p { margin: 0 0 .25rem; }
.people .quote, .facts .quote { margin: .375rem 0 0; }
.notice {
  margin: 1.5rem 0 0; padding: 1rem 1.25rem; border: 2px solid var(--accent); border-radius: .25rem;
}
.notice h2 { margin: 0 0 .25rem; font: 600 1.125rem/1.3 var(--sans); }
.notice p { margin: 0; }
.after { margin: .75rem 0 0; font-size: .875rem; color: var(--soft); }
.error { margin: .25rem 0 .5rem; color: var(--error); font-weight: 600; font-size: .9375rem; }
[aria-invalid=true] { border-color: var(--error); box-shadow: inset 0 0 0 1px var(--error); }
.problems {
  margin: 0 0 1.5rem; padding: 1rem 1.25rem; border: 2px solid var(--error);
  border-radius: .25rem; background: var(--paper);
}
.problems h2, .problems h3 { margin: 0 0 .25rem; font: 600 1.125rem/1.3 var(--sans); }
.problems ul { padding-left: 1.25rem; }
.problems a { color: var(--error); }
main > .problems { margin-top: 1.5rem; }
:focus-visible, [type=date]:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
.option:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.option :focus-visible { outline: none; }
.paper { display: none; }
.foot { padding-bottom: 2.5rem; font-size: .8125rem; color: var(--soft); }
@media (min-width: 40rem) {
  body { font-size: 1.0625rem; }
  .rows > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; }
  .rows dt { padding-top: .125rem; }
  .facts > li { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; }
  .facts .source { margin-top: .5rem; }
  .decide, .box { padding: 1.75rem 2rem; }
  .kicker { margin-top: 2.25rem; }
}
@media print {
  @page { margin: 9mm 14mm; }
  :root { --ink: #000; --paper: #fff; }
  html { font-size: 8pt; }
  body { font-size: 1rem; line-height: 1.35; }
  main, .mast, .foot { padding: 0; }
  .mast { padding-bottom: .25rem; }
  .kicker { margin-top: .5rem; }
  h1 { font-size: 1.625rem; margin-bottom: .25rem; }
  h2 { font-size: 1.1875rem; margin: .625rem 0 .125rem; break-after: avoid; }
  p, .by { margin-bottom: .25rem; }
  main:has(#first) { columns: 2; column-gap: 7mm; }
  #first { column-span: all; }
  #first .rows { columns: 2; column-gap: 7mm; }
  .rows > div, .facts > li { padding: .1875rem 0; break-inside: avoid; }
  .rows > div { grid-template-columns: 9rem 1fr; }
  #first .rows > div, .facts > li { grid-template-columns: 6.5rem 1fr; gap: .5rem; }
  .mark { width: 4.5rem; }
  .facts .source { margin-top: 0; }
  .quote { padding: .125rem .5rem; border: 1px solid var(--line); }
  .box { margin-top: .5rem; padding: .375rem .625rem; break-inside: avoid; }
  .against > li { margin-left: 0; padding-left: .375rem; }
  .part { margin-top: .5rem; break-inside: avoid; }
  .people li, .exchange { padding: .125rem 0; }
  .exchange p { margin: 0; }
  .foot { margin-top: .75rem; padding-top: .25rem; border-top: 1px solid var(--line); }
  form, .decide, .next, .notice, .problems, .screen, details:not([open]) { display: none; }
  .paper { display: block; }
}
`;

/** The exact text between `<style>` and `</style>`: its bytes are what the policy's hash is of. */
export const style = sheet
  .replace(/\s+/gu, ' ')
  .replace(/ ?([{};,]) ?/gu, '$1')
  .replaceAll(': ', ':')
  .replaceAll(';}', '}')
  .trim();
