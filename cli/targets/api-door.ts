import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import { LOCAL } from '../at-stage.ts';
import { type ApiCall, type ApiClient, apiClient } from './api-client.ts';

/** Where `npm start` has the API, unless it was told another port. */
const LOCAL_API = 'http://127.0.0.1:4780';

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The API, as whoever runs the command. */
export interface ApiDoor {
  /** What it answers. @throws Refused with what the API says, where it does not do it */
  call<Shape extends z.ZodType>(call: ApiCall, shape: Shape): Promise<z.output<Shape>>;
}

/**
 * The API of a stage, with the credentials of whoever runs the command: at that address, or where
 * the stage's stack says it is.
 *
 * @throws NotFound where the stage has none
 */
export async function openApi(stage: string, at: string | undefined): Promise<ApiDoor> {
  const client = new CloudFormationClient({});
  const { credentials, region } = client.config;
  return apiDoor(apiClient(at ?? (await addressOf(client, stage)), credentials, region));
}

async function addressOf(client: CloudFormationClient, stage: string): Promise<string> {
  if (stage === LOCAL) return LOCAL_API;
  const StackName = `assent-${stage}-app`;
  const lost = (cause?: unknown) =>
    new AssentError(
      'NotFound',
      `There is no stack ${StackName} that says where its API is`,
      {},
      {
        cause,
      },
    );
  const told = await client
    .send(new DescribeStacksCommand({ StackName }))
    .catch((error: unknown) => {
      throw lost(error);
    });
  const outputs = told.Stacks?.[0]?.Outputs ?? [];
  const url = outputs.find(({ OutputKey }) => OutputKey === 'ApiUrl')?.OutputValue;
  if (url === undefined) throw lost();
  return url;
}

export function apiDoor(client: ApiClient): ApiDoor {
  return {
    async call(call, shape) {
      const { status, body } = await client(call);
      if (status < 300) return shape.parse(body);
      const problem = Problem.safeParse(body).data;
      const says = problem?.detail ?? problem?.title ?? String(body).slice(0, 200);
      const { issues = [] } = problem ?? {};
      throw new AssentError('Refused', `The API answers ${status}: ${says}`, { issues });
    },
  };
}
