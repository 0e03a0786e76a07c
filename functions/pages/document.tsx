import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Language, languageOf } from './messages/messages.ts';
import { style } from './style.ts';
import type { Reader } from './views.ts';
import { visible } from './visible.ts';

interface PageProps {
  readonly title: string;
  readonly language: Language;
  readonly organisation?: string | undefined;
  readonly script?: string;
  readonly foot?: Child;
  readonly children: Child;
}

/** The frame of every page: head, whose page it is, the content. */
function Page({ title, language, organisation, script, foot, children }: PageProps) {
  const { messages, locale } = language;
  return (
    <html lang={locale} dir={messages.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{organisation === undefined ? title : `${title} · ${organisation}`}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <header class="mast">
          <b dir="auto">{organisation ?? 'Assent'}</b>
          <span>{messages.product}</span>
        </header>
        <main>{children}</main>
        {foot === undefined ? null : <footer class="foot">{foot}</footer>}
        {script === undefined ? null : <script>{raw(script)}</script>}
      </body>
    </html>
  );
}

/** The page as text; whatever is hidden in anybody's words is made visible. */
export function renderPage(props: PageProps): string {
  return visible(`<!doctype html>${String(<Page {...props} />)}`);
}

/** Texts and formatting for a reader. */
export function languageFor(reader: Reader | undefined): Language {
  return languageOf(reader?.locale);
}
