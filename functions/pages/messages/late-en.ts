/** Words of mails about what an incident demands and was not done in time. */
export const lateEn = {
  clockSubject: (duty: string) => `Report overdue: ${duty}`,
  clockTitle: 'Nothing shows that this was reported in time',
  clock: (incident: string) =>
    `The time to report the incident “${incident}” is over, and nobody has shown that it was reported. That it was breached is on record. It still has to be reported.`,
  duty: 'Duty',
  to: 'To be reported to',
  due: 'Due by',
  own: 'The law says “at once”. The limit is our own.',
  reporter: 'To be reported by',
  clockYours:
    'Report it now, even if not all is known yet, with the reasons for the delay. When it was sent, and what proves it, is asked for by a mail of its own.',
  clockTheirs: 'Please see to it that it is reported now, even if not all is known yet.',
  actionSubject: (text: string) => `Overdue: ${text}`,
  actionTitle: 'A corrective action is overdue',
  action: (incident: string) =>
    `Nobody has said that this was done. It is to keep the incident “${incident}” from happening again.`,
  what: 'Action',
  doer: 'To be done by',
  actionYours: 'Whether and how it was done is asked for by a mail of its own.',
  actionTheirs: 'Its owner was told, too.',
};

export type LateWords = typeof lateEn;
