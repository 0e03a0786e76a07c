import { AssentError } from '#core/errors.ts';

/** Bytes of a posted form: a comment of 4,000 characters is 12 KB percent-encoded, at most 36. */
const MAX_FORM_BYTES = 64 * 1024;

/**
 * The fields of a posted form, each as it was typed; a field given twice counts once.
 *
 * @throws TooLarge, Invalid for what is no form
 */
export async function formOf(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new AssentError('Invalid', 'A form is posted as application/x-www-form-urlencoded');
  }
  const text = await request.text();
  if (text.length > MAX_FORM_BYTES) {
    throw new AssentError('TooLarge', `A form has at most ${MAX_FORM_BYTES} bytes`, {
      limit: MAX_FORM_BYTES,
    });
  }
  return Object.fromEntries(new URLSearchParams(text));
}
