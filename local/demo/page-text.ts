/** What a reader has of a page: its heading, its lines, and the forms on it. */

/** A field of a form, with what a browser would post where nobody touches it. */
interface Field {
  /** Absent where it posts nothing: what could be chosen, checked or pressed, and was not. */
  readonly value: string | undefined;
  /** What can be chosen, where it is a choice. */
  readonly offers: readonly string[] | undefined;
}

export function headingOf(html: string): string {
  return textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '');
}

export function linesOf(html: string): string[] {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? html;
  return main
    .replace(/<\/(p|li|dt|dd|h\d|div|summary|legend|label)>/g, '\n')
    .split('\n')
    .map(textOf)
    .filter((line) => line !== '');
}

/**
 * What the form posts whose button leads to that address, with these fields filled in.
 *
 * @throws where the page has no such form, field or choice
 */
export function filled(
  html: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const form = [...html.matchAll(/<form.*?<\/form>/gs)]
    .map(([whole]) => whole)
    .find((whole) => whole.includes(`action="${action}"`));
  if (form === undefined) throw new Error(`The page has no form for ${action}: ${said(html)}`);
  const there = fieldsOf(form);
  for (const [name, value] of Object.entries(fields)) {
    const field = there.get(name);
    if (field === undefined) throw new Error(`The form for ${action} has no field ${name}`);
    if (field.offers !== undefined && !field.offers.includes(value)) {
      throw new Error(`The form offers no ${name} "${value}", but ${field.offers.join(', ')}`);
    }
  }
  const untouched = [...there].flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(untouched), ...fields };
}

const said = (html: string) => linesOf(html).slice(0, 3).join(' ');

const FIELD = /<(input|textarea|select|button)\b[^>]*>(?:([^<]*)<\/textarea>)?/g;

function fieldsOf(form: string): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const [tag, kind, typed = ''] of form.matchAll(FIELD)) {
    const { name, value = '', type, checked } = attributesOf(tag);
    if (name === undefined) continue;
    const before = fields.get(name);
    if (kind === 'button' || type === 'radio' || type === 'checkbox') {
      const isOn = checked !== undefined && kind !== 'button';
      const offers = [...(before?.offers ?? []), value];
      fields.set(name, { value: isOn ? value : before?.value, offers });
    } else if (kind === 'select') fields.set(name, { value: '', offers: optionsOf(form, name) });
    else if (kind === 'textarea') fields.set(name, textAs(unescaped(typed)));
    else fields.set(name, textAs(value));
  }
  return fields;
}

// The first line feed of a text area is none of its text.
const textAs = (value: string): Field => ({ value: value.replace(/^\n/, ''), offers: undefined });

function optionsOf(form: string, name: string): readonly string[] {
  const within = new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(form)?.[0] ?? '';
  return [...within.matchAll(/<option[^>]*>/g)].map(([tag]) => attributesOf(tag).value ?? '');
}

const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries(
    [...tag.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescaped(value),
    ]),
  );

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');

function textOf(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:;])/g, '$1')
    .trim();
}
