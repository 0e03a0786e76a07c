/** A page as it came. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** What a reader sees of it, on one line. */
  readonly text: string;
}

/** Posts a form as a browser would. */
export async function post(url: string, fields: Readonly<Record<string, string>>): Promise<Page> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const html = await response.text();
  return { status: response.status, html, text: textOf(html) };
}

/** The hidden fields of the page's decision form. */
export function hiddenFields({ html }: Page): Record<string, string> {
  const tags = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)];
  const of = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return Object.fromEntries(tags.map(([tag]) => [of(tag, 'name'), of(tag, 'value')]));
}

function textOf(html: string): string {
  const body = html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, ' ');
  return body.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replace(/\s+/g, ' ').trim();
}
