import {
  CreateArchiveCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import type { Template } from './assembly.ts';
import { clientOf } from './clients.ts';

export const ARCHIVE = 'AWS::Events::Archive';

/** An archive of events, as its template has it. */
export interface EventArchive {
  readonly name: string;
  /** Name of the bus. */
  readonly bus: string;
  /** JSON. */
  readonly pattern: string;
  readonly days: number;
}

const properties = z.object({
  ArchiveName: z.string(),
  EventPattern: z.unknown(),
  RetentionDays: z.number(),
  SourceArn: z.union([
    z.string().transform((arn) => ({ bus: arn.slice(arn.lastIndexOf('/') + 1) })),
    z
      .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
      .transform(({ 'Fn::GetAtt': [id] }) => ({ id })),
  ]),
});

/** The archives of a template. */
export function archivesOf({ Resources }: Template): readonly EventArchive[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === ARCHIVE)
    .map(({ Properties }) => {
      const { ArchiveName, EventPattern, RetentionDays, SourceArn } = properties.parse(Properties);
      const bus =
        'bus' in SourceArn
          ? SourceArn.bus
          : z.string().parse(Resources[SourceArn.id]?.Properties.Name);
      const pattern = JSON.stringify(EventPattern);
      return { name: ArchiveName, bus, pattern, days: RetentionDays };
    });
}

/** Makes the archives that are not there yet. */
export async function makeArchives(
  endpoint: string,
  archives: readonly EventArchive[],
): Promise<void> {
  const client = new EventBridgeClient(clientOf(endpoint));
  for (const { name, bus, pattern, days } of archives) {
    const { Arn } = await client.send(new DescribeEventBusCommand({ Name: bus }));
    try {
      await client.send(
        new CreateArchiveCommand({
          ArchiveName: name,
          EventSourceArn: Arn,
          EventPattern: pattern,
          RetentionDays: days,
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    }
  }
  client.destroy();
}
