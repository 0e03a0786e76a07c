/**
 * Events in the shape of those that SES publishes, with all that is of no concern here. Addresses
 * stand in each, so that a test can look for them where they must not be.
 */
export const BOUNCED_ADDRESS = 'ingrid.solheim@halden.example';

const TAKEN_AT = '2026-11-24T06:00:00.012Z';

const mailOf = (messageId: string, timestamp: string) => ({
  timestamp,
  source: 'Assent <assent@halden.example>',
  sourceArn: 'arn:aws:ses:eu-central-1:111122223333:identity/halden.example',
  sendingAccountId: '111122223333',
  messageId,
  destination: [BOUNCED_ADDRESS],
  headersTruncated: false,
  headers: [{ name: 'Subject', value: 'Approve policy: AI policy 2' }],
  commonHeaders: { to: [BOUNCED_ADDRESS], subject: 'Approve policy: AI policy 2' },
  tags: { 'ses:configuration-set': ['assent-local'] },
});

export const aBounce = (
  messageId: string,
  {
    type = 'Permanent',
    subType = 'General',
    at = '2026-11-24T06:00:02.669Z',
    sent = TAKEN_AT,
  } = {},
) => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
    bounceType: type,
    bounceSubType: subType,
    bouncedRecipients: [
      {
        emailAddress: BOUNCED_ADDRESS,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: `smtp; 550 5.1.1 <${BOUNCED_ADDRESS}> user unknown`,
      },
    ],
    timestamp: at,
    reportingMTA: 'dsn; mta.example.com',
  },
  mail: mailOf(messageId, sent),
});

export const aComplaint = (messageId: string, subType: string | null = null) => ({
  eventType: 'Complaint',
  complaint: {
    feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000001',
    complaintSubType: subType,
    complainedRecipients: [{ emailAddress: BOUNCED_ADDRESS }],
    timestamp: '2026-11-24T06:05:00.000Z',
    userAgent: 'Some mail client',
    complaintFeedbackType: 'abuse',
    arrivalDate: '2026-11-24T06:05:00.000Z',
  },
  mail: mailOf(messageId, TAKEN_AT),
});

export const aReject = (messageId: string) => ({
  eventType: 'Reject',
  mail: mailOf(messageId, TAKEN_AT),
  reject: { reason: 'Bad content' },
});

export const aDelay = (messageId: string, at = '2026-11-24T06:06:00.095Z') => ({
  eventType: 'DeliveryDelay',
  mail: mailOf(messageId, TAKEN_AT),
  deliveryDelay: {
    timestamp: at,
    delayType: 'TransientCommunicationFailure',
    expirationTime: '2026-11-24T23:00:00.914Z',
    delayedRecipients: [
      {
        emailAddress: BOUNCED_ADDRESS,
        status: '4.4.1',
        diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
      },
    ],
  },
});
