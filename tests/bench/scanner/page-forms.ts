/** The forms of a page, as a machine without a browser finds them. */
export interface PageForm {
  readonly action: string;
  /** Where each of its buttons posts to, the first being what Enter presses. */
  readonly actions: readonly string[];
  readonly fields: readonly PageField[];
}

export interface PageField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** What can be chosen, of radios and lists. */
  readonly offers: readonly string[];
  readonly isRequired: boolean;
}

/** Fields to post, by name. */
export type Fields = Readonly<Record<string, string>>;

export function formsOf(html: string): readonly PageForm[] {
  return [...html.matchAll(/<form.*?<\/form>/gs)].map(([form]) => {
    const { action = '' } = attributesOf(/<form[^>]*>/.exec(form)?.[0] ?? '');
    const buttons = [...form.matchAll(/<button[^>]*>/g)].map(([tag]) => attributesOf(tag));
    const actions = buttons.map(({ formaction }) => formaction ?? action);
    return { action, actions: [...new Set(actions)], fields: fieldsOf(form) };
  });
}

/** What a browser posts where nobody touches the form. */
export const untouched = ({ fields }: PageForm): Fields =>
  Object.fromEntries(
    fields.filter(({ offers }) => offers.length === 0).map(({ name, value }) => [name, value]),
  );

/** The form with every field filled: text by what is typed, lists by what they offer first. */
export function filledWith(form: PageForm, typed: string, choice?: string): Fields {
  const day = '2030-01-31';
  const texts = form.fields.flatMap(({ name, type, value, offers }): [string, string][] => {
    if (type === 'hidden') return [[name, value]];
    if (type === 'radio') return [[name, offered(offers, choice)]];
    if (type === 'checkbox') return [[name, value]];
    if (type === 'select') return [[name, offers.find((each) => each !== '') ?? '']];
    return [[name, type === 'date' ? day : typed]];
  });
  return Object.fromEntries(texts);
}

const offered = (offers: readonly string[], choice: string | undefined): string =>
  choice !== undefined && offers.includes(choice) ? choice : (offers[0] ?? '');

function fieldsOf(form: string): PageField[] {
  const fields = new Map<string, PageField>();
  for (const [tag, kind] of form.matchAll(/<(input|textarea|select|button)\b[^>]*>/g)) {
    const { name, value = '', type: said = kind ?? '', ...more } = attributesOf(tag);
    if (name === undefined) continue;
    // Of several buttons with a value one is pressed, as one of several radios is.
    const type = kind === 'button' ? 'radio' : said;
    const before = fields.get(name)?.offers ?? [];
    const offers =
      type === 'radio' ? [...before, value] : kind === 'select' ? optionsOf(form, name) : [];
    fields.set(name, { name, type, value, offers, isRequired: 'required' in more });
  }
  return [...fields.values()];
}

function optionsOf(form: string, name: string): string[] {
  const list = new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(form)?.[0] ?? '';
  return [...list.matchAll(/<option[^>]*>/g)].map(([tag]) => attributesOf(tag).value ?? '');
}

const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries(
    [...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name,
      unescaped(value),
    ]),
  );

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};

export const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
