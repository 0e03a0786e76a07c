import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientOf } from '../clients.ts';
import type { Mail } from './mails.ts';

/** What can be played of a mail: the engine sends it and hears no more of it. */
export const PLAYS = ['bounce', 'complaint'] as const;
export type Play = (typeof PLAYS)[number];

/** Lets the system hear of a mail what SES would have told. */
export type PlayFeedback = (mail: Mail, play: Play) => Promise<void>;

/** Plays by publishing to the topic that SES publishes to. */
export function feedbackPlayer(endpoint: string, topicArn: string): PlayFeedback {
  const sns = new SNSClient(clientOf(endpoint));
  return async (mail, play) => {
    const Message = JSON.stringify(playedEvent(mail, play, new Date().toISOString()));
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message }));
  };
}

/** The event as SES shapes it: a bounce for good, or a complaint about spam. */
export function playedEvent(mail: Mail, play: Play, now: string): object {
  const told = { feedbackId: `played-${play}-${mail.id}`, timestamp: now };
  const about = {
    timestamp: mail.sent,
    source: mail.from,
    messageId: mail.messageId,
    destination: mail.to,
  };
  if (play === 'complaint') {
    return {
      eventType: 'Complaint',
      mail: about,
      complaint: {
        ...told,
        complaintSubType: null,
        complaintFeedbackType: 'abuse',
        complainedRecipients: mail.to.map((emailAddress) => ({ emailAddress })),
      },
    };
  }
  return {
    eventType: 'Bounce',
    mail: about,
    bounce: {
      ...told,
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: mail.to.map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      })),
    },
  };
}
