import { renderPage } from './document.tsx';
import { doorScript } from './door-script.ts';
import type { DoorView } from './fault-views.ts';
import type { Messages } from './messages/messages.ts';
import { languageOf } from './messages/messages.ts';

/**
 * The door: `GET /t` and whatever begins with `/t`. Nothing of the request reaches it, so everybody
 * gets the same bytes; it posts `code` to `/t/open`.
 */
export function renderDoor(view: DoorView = {}): string {
  const language = languageOf(view.locale);
  const t = language.messages.door;
  return renderPage({
    title: t.title,
    language,
    organisation: view.organisation,
    script: doorScript,
    children: (
      <>
        <h1 class="alone">{t.title}</h1>
        <p>{t.lead}</p>
        <CodeForm t={language.messages} />
      </>
    ),
  });
}

/** One field for the code. The script of the door finds it by its id, and posts the first form. */
export function CodeForm({ t }: { t: Messages }) {
  return (
    <form method="post" action="/t/open" accept-charset="utf-8">
      <div class="field">
        <label class="label" for="code">
          {t.door.label}
        </label>
        <p class="hint" id="code-hint">
          {t.door.hint}
        </p>
        <input
          class="code"
          type="text"
          id="code"
          name="code"
          required
          maxlength={60}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="code-hint"
        />
      </div>
      <button type="submit">{t.door.submit}</button>
      <p class="after">{t.door.nothing}</p>
    </form>
  );
}
