/**
 * Whether a cause says nothing but whose mistake it was. That ends a search for causes where it
 * should begin: what made the mistake possible, likely or unseen is the cause that can be mended.
 * Any word more than who, that it was a fault, and what holds a sentence together passes.
 */
export function blamesAPersonAlone(cause: string): boolean {
  const words = cause
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.every((word) => word === '' || EMPTY.has(word));
}

/** English, German, French, Spanish, Italian, Dutch and the Nordic languages; without accents. */
const EMPTY: ReadonlySet<string> = new Set(
  `
  human humans operator operators user users staff employee employees worker person people somebody
  someone colleague team individual pilot manual
  error errors erred mistake mistakes mistaken fault faults failure failures factor factors oversight
  negligence negligent carelessness careless inattention inattentive inattentiveness slip lapse
  blunder typo forgot forgotten sloppy sloppiness wrong
  a an the was were is it this that of by to due because from caused cause causes root simple simply
  just only pure purely made on part one our their his her and some in with reason s been has had

  mensch menschen menschlich menschliche menschlicher menschliches bediener benutzer anwender nutzer
  mitarbeiter mitarbeiters mitarbeiterin mitarbeitende kollege jemand personal
  fehler fehlers versagen bedienfehler bedienungsfehler anwenderfehler benutzerfehler
  fluchtigkeitsfehler tippfehler eingabefehler unachtsamkeit versehen nachlassigkeit fahrlassigkeit
  irrtum faktor schuld vergessen
  der die das des dem den ein eine einer eines einem war ist es durch von wegen ursache reine reiner
  reines rein nur und einfach einfacher grund lag am an

  humain humaine humains operateur operatrice utilisateur employe personne
  erreur erreurs faute facteur inattention negligence oubli
  une un le la les l d de du des par est etait c et simple

  humano humana operador usuario empleado persona
  errores fallo descuido negligencia equivocacion
  por el los fue es causa causado

  umano umana operatore utente errore negligenza distrazione uno era

  menselijke gebruiker medewerker fout fouten onoplettendheid nalatigheid een het van door

  menneskelig menneskelige mansklig manskliga mansklig operator bruker brugere bruger anvandare
  medarbeider medarbejder ansatt brukerfeil svikt feil fejl fel faktor uoppmerksomhet slurv
  inhimillinen virhe kayttajan
  en et det var er av af pa grunn arsak arsaken skyldes den kun bare som ett
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
