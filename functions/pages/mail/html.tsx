import { raw } from 'hono/html';
import type { Block, MailDocument, MailRow } from './blocks.ts';

/*
 * Mail programs know tables and inline styles. Light colours stand inline; programs that know
 * `prefers-color-scheme` take the dark ones from the head. Nothing is loaded, nothing is tracked.
 */
const SANS = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Liberation Sans',Arial,sans-serif";
const SERIF = "Georgia,'Liberation Serif',serif";
const MONO = "Consolas,Menlo,'Liberation Mono',monospace";
const BREAK = 'word-break:break-word;overflow-wrap:anywhere';

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background: #14181b !important; }
  .ink { color: #e8e5de !important; }
  .soft { color: #a8adb1 !important; }
  .line { border-color: #333a3f !important; }
  .box { background: #1c2226 !important; }
  .button { background: #93cbe2 !important; }
  .button a { color: #0d2530 !important; }
  .item { color: #93cbe2 !important; }
}
`.replace(/\s+/gu, ' ');

/** The mail as one HTML document. */
export function renderHtml(document: MailDocument): string {
  const { locale, messages, subject } = document;
  return `<!doctype html>${String(
    <html lang={locale} dir={messages.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(DARK)}</style>
      </head>
      <body class="paper" style="margin:0;padding:0;background:#fcfbf8">
        <table role="presentation" width="100%" cellpadding={0} cellspacing={0} border={0}>
          <tr>
            <td class="paper" align="center" style="padding:24px 16px 40px;background:#fcfbf8">
              <Column document={document} />
            </td>
          </tr>
        </table>
      </body>
    </html>,
  )}`;
}

function Column({ document }: { document: MailDocument }) {
  const { messages, organisation, blocks } = document;
  return (
    <table
      role="presentation"
      width="100%"
      cellpadding={0}
      cellspacing={0}
      border={0}
      style="max-width:560px;table-layout:fixed"
    >
      <Line>
        <p class="soft line" style={`${text(14, 20, SOFT)};padding-bottom:12px;${RULE}`}>
          <b class="ink" style={`color:${INK}`} dir="auto">
            {organisation}
          </b>{' '}
          · {messages.product}
        </p>
      </Line>
      {blocks.map((block) => (
        <Line>
          <BlockHtml block={block} />
        </Line>
      ))}
    </table>
  );
}

const INK = '#1b2025';
const SOFT = '#565d64';
const RULE = 'border-bottom:1px solid #dcd8cf';

function text(size: number, line: number, colour: string, family = SANS): string {
  return `margin:0;font:${size}px/${line}px ${family};color:${colour};${BREAK}`;
}

function Line({ children }: { children: unknown }) {
  return (
    <tr>
      <td align="left" style="padding:0 0 20px;text-align:start">
        {children}
      </td>
    </tr>
  );
}

function BlockHtml({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h1
          class="ink"
          dir="auto"
          style={`${text(25, 31, INK, SERIF)};font-weight:bold;text-wrap:balance`}
        >
          {block.text}
        </h1>
      );
    case 'text':
      return (
        <p class="ink" dir="auto" style={text(16, 24, INK)}>
          {block.text}
        </p>
      );
    case 'small':
      return (
        <p class="soft" dir="auto" style={text(14, 20, SOFT)}>
          {block.text}
        </p>
      );
    case 'exact':
      return (
        <pre class="ink box" style={`${text(13, 20, INK, MONO)};${PRE}`}>
          {block.text.trim()}
        </pre>
      );
    case 'link':
      return <Button label={block.label} href={block.href} />;
    case 'item':
      return (
        <p class="ink" dir="auto" style={text(16, 23, INK)}>
          <a href={block.href} class="item" style="color:#0e4f68">
            {block.title}
          </a>
          <br />
          <span class="soft" style={`color:${SOFT}`}>
            {block.note}
          </span>
        </p>
      );
    case 'code':
      return (
        <p class="soft" style={text(14, 20, SOFT)}>
          {block.label}:{' '}
          <span class="ink" style={`font:15px/22px ${MONO};color:${INK};white-space:nowrap`}>
            {block.code}
          </span>
        </p>
      );
    case 'rows':
      return <Rows rows={block.rows} />;
  }
}

const PRE = 'padding:12px 14px;background:#f4f1ea;border-radius:4px;white-space:pre-wrap';

const BUTTON = `display:inline-block;padding:13px 24px;font:bold 16px/22px ${SANS};color:#ffffff;text-decoration:none`;

function Button({ label, href }: { label: string; href: string }) {
  return (
    <table role="presentation" cellpadding={0} cellspacing={0} border={0}>
      <tr>
        <td class="button" bgcolor="#0e4f68" style="border-radius:4px;background:#0e4f68">
          <a href={href} style={BUTTON}>
            {label}
          </a>
        </td>
      </tr>
    </table>
  );
}

function Rows({ rows }: { rows: readonly MailRow[] }) {
  return (
    <table
      role="presentation"
      width="100%"
      cellpadding={0}
      cellspacing={0}
      border={0}
      style="table-layout:fixed"
    >
      {rows.map((row) => (
        <tr>
          <td class="line" style={`padding:0 0 9px;${RULE}`}>
            <p class="soft" style={`${text(14, 20, SOFT)};padding-top:9px`}>
              {row.label}
            </p>
            <p class="ink" dir="auto" style={valueStyle(row)}>
              {row.value}
            </p>
          </td>
        </tr>
      ))}
    </table>
  );
}

function valueStyle({ exact, strong }: MailRow): string {
  const font = exact === true ? text(13, 20, INK, MONO) : text(16, 23, INK);
  return `${font};white-space:pre-line;font-weight:${strong === true ? 'bold' : 'normal'}`;
}
