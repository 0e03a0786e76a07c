/** Functions of ours that write records, under the names by which they do. */
export const OUR_SERVICES = [
  {
    id: 'assent-await',
    name: 'Assent await',
    purpose: 'Opens gates: freezes facts and puts questions to people',
    actsForPeople: false,
  },
  {
    id: 'assent-step',
    name: 'Assent step',
    purpose: 'Concludes: counts answers again and carries decisions out',
    actsForPeople: false,
  },
  {
    id: 'assent-task-decide',
    name: 'Assent task-decide',
    purpose: 'Takes answers by link: shows facts anew that moved before the answer',
    actsForPeople: false,
  },
  {
    id: 'assent-sweep',
    name: 'Assent sweep',
    purpose: 'The one clock: takes whatever is due',
    actsForPeople: false,
  },
  {
    id: 'assent-ingest',
    name: 'Assent ingest',
    purpose: 'Takes what comes from outside: counts signals, keeps what cannot be read',
    actsForPeople: false,
  },
] as const;
