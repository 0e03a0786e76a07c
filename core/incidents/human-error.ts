/**
 * Whether a cause says nothing but whose mistake it was. That ends a search for causes where it
 * should begin: what made the mistake possible, likely, or unseen is the cause that can be mended.
 * The languages of the example's neighbours; a text that says more than this passes.
 */
export function blamesAPersonAlone(cause: string): boolean {
  const words = cause
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !FILLING.has(word));
  const text = words.join(' ');
  if (text === '') return true;
  let rest = ` ${text} `;
  for (const blame of BLAME) rest = rest.replaceAll(` ${blame} `, ' ');
  return rest.trim() === '';
}

/** Words that add nothing to a blame. */
const FILLING = new Set(
  [
    'a an the was is it this that there of by to due because caused cause root simple simply just',
    'only pure made on part one our my their his her and by some in with reason',
    'der die das ein eine einer eines war ist es durch von wegen ursache reines rein nur und',
    'einem einfach grund lag am an',
    'une un le la les l d de du des par est etait c cause a simple',
    'error de por el los una fue es causa causado un',
    'en et det var er av pa grunn arsak arsaken skyldes den kun bare som ett',
  ]
    .join(' ')
    .split(' ')
    // Words of blame in another language are no filling.
    .filter((word) => !['error'].includes(word)),
);

/** Blames, longest first, without accents, as words alone. */
const BLAME = [
  [
    'human',
    'operator',
    'user',
    'staff',
    'employee',
    'person',
    'people',
    'somebody',
    'someone',
  ].flatMap((who) => [
    `${who} error`,
    `${who} errors`,
    `${who} mistake`,
    `${who} mistakes`,
    `${who} failure`,
    `${who} fault`,
    `${who} oversight`,
    `${who} negligence`,
    `${who} s error`,
    `${who} s mistake`,
    `${who} s fault`,
    `error ${who}`,
    `mistake ${who}`,
    `${who} mistake error`,
  ]),
  ['human factor', 'human factors', 'pilot error', 'manual error', 'carelessness', 'negligence'],
  ['inattention', 'inattentiveness', 'somebody erred', 'someone erred', 'someone forgot'],
  ['somebody forgot', 'operator forgot', 'oversight', 'mistake', 'error', 'careless', 'typo'],
  ['menschliches versagen', 'menschlicher fehler', 'menschliche fehler', 'bedienfehler'],
  ['bedienungsfehler', 'anwenderfehler', 'benutzerfehler', 'fluchtigkeitsfehler', 'mitarbeiter'],
  ['fehler mitarbeiters', 'fehler mitarbeiter', 'unachtsamkeit', 'versehen', 'nachlassigkeit'],
  ['fahrlassigkeit', 'faktor mensch', 'fehler', 'irrtum', 'tippfehler'],
  ['erreur humaine', 'faute humaine', 'erreur operateur', 'facteur humain', 'inattention'],
  ['negligence', 'erreur', 'error humano', 'fallo humano', 'factor humano', 'descuido'],
  ['menneskelig svikt', 'menneskelig feil', 'brukerfeil', 'uoppmerksomhet', 'feil'],
  ['menselijke fout', 'errore umano', 'erro humano', 'manskligt fel', 'mansklig faktor'],
  ['menneskelig fejl', 'inhimillinen virhe', 'blad ludzki', 'bediener', 'benutzer', 'user'],
  ['operator', 'employee'],
]
  .flat()
  .toSorted((a, b) => b.length - a.length);
