import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { namesOf } from '#infra/names.ts';
import { both, local, ofType, onlyOf, production } from './support/synthesise.ts';

const route = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.string(),
  Target: z.unknown(),
});

describe.each(both)('the front door of stage $stage.name', ({ app, stage }) => {
  const routes = ofType(app, 'AWS::ApiGatewayV2::Route').map((one) => route.parse(one.Properties));
  const door = z
    .object({
      StageName: z.string(),
      AutoDeploy: z.boolean(),
      DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.number() }),
      RouteSettings: z.record(z.string(), z.object({ ThrottlingRateLimit: z.number() })),
      AccessLogSettings: z.object({ Format: z.string(), DestinationArn: z.unknown() }),
    })
    .parse(onlyOf(app, 'AWS::ApiGatewayV2::Stage').Properties);

  /** The function behind a route, by its name. */
  function behind(key: string): unknown {
    const target = JSON.stringify(routes.find((one) => one.RouteKey === key)?.Target);
    const [integration] = Object.entries(app).filter(([id]) => target.includes(`"${id}"`));
    const uri = JSON.stringify(integration?.[1].Properties.IntegrationUri);
    const [fn] = Object.entries(app).filter(([id]) => uri.includes(`"${id}"`));
    return fn?.[1].Properties.FunctionName;
  }

  it('has these routes and no other', () => {
    expect(routes.map((one) => [one.RouteKey, one.AuthorizationType]).sort()).toEqual([
      ['$default', 'NONE'],
      ['ANY /v1/{proxy+}', 'AWS_IAM'],
      ['GET /report', 'NONE'],
      ['GET /t', 'NONE'],
      ['HEAD /report', 'NONE'],
      ['HEAD /t', 'NONE'],
      ['POST /report', 'NONE'],
      ['POST /t/ask', 'NONE'],
      ['POST /t/decide', 'NONE'],
      ['POST /t/draft', 'NONE'],
      ['POST /t/open', 'NONE'],
      ['POST /t/repudiate', 'NONE'],
      ['POST /t/work', 'NONE'],
    ]);
  });

  it('leads strangers to the page, whatever their gateway made of the link', () => {
    const page = namesOf(stage).function('task-page');
    for (const key of ['$default', 'GET /t', 'HEAD /t', 'POST /t/open']) {
      expect([key, behind(key)]).toEqual([key, page]);
    }
    for (const key of ['POST /t/decide', 'POST /t/work', 'POST /t/draft', 'POST /t/ask']) {
      expect([key, behind(key)]).toEqual([key, namesOf(stage).function('task-decide')]);
    }
    for (const key of ['GET /report', 'HEAD /report', 'POST /report']) {
      expect([key, behind(key)]).toEqual([key, namesOf(stage).function('report')]);
    }
    expect(behind('ANY /v1/{proxy+}')).toBe(namesOf(stage).function('api'));
  });

  it('throttles every route, and whatever strangers write more than looking', () => {
    const settings = door.RouteSettings;
    expect(Object.keys(settings).every((key) => routes.some((one) => one.RouteKey === key))).toBe(
      true,
    );
    const look = door.DefaultRouteSettings.ThrottlingRateLimit;
    for (const key of ['POST /t/decide', 'POST /t/draft', 'POST /t/ask', 'POST /t/repudiate']) {
      expect(settings[key]?.ThrottlingRateLimit).toBeLessThan(look);
    }
    const decide = settings['POST /t/decide']?.ThrottlingRateLimit;
    expect(settings['POST /report']?.ThrottlingRateLimit).toBeLessThan(Number(decide));
  });

  it('logs the route and never what was asked for or by whom', () => {
    const logged = [...door.AccessLogSettings.Format.matchAll(/\$context\.([a-zA-Z.]+)/g)];
    expect(logged.map(([, key]) => key).sort()).toEqual([
      'integration.status',
      'requestId',
      'requestTime',
      'responseLatency',
      'responseLength',
      'routeKey',
      'status',
    ]);
  });

  it('lets no other site read its answers', () => {
    expect(onlyOf(app, 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration).toBeUndefined();
  });
});

describe('the address in links', () => {
  const addressOf = (app: typeof local.app, stage: typeof local.stage) => {
    const name = namesOf(stage).function('mail');
    const mail = Object.values(app).find((one) => one.Properties.FunctionName === name);
    return z
      .object({ Environment: z.object({ Variables: z.object({ ASSENT_BASE_URL: z.unknown() }) }) })
      .parse(mail?.Properties).Environment.Variables.ASSENT_BASE_URL;
  };

  it('is the domain, where there is one, and the other address is shut', () => {
    expect(addressOf(production.app, production.stage)).toBe('https://assent.example.com');
    const api = onlyOf(production.app, 'AWS::ApiGatewayV2::Api');
    expect(api.Properties.DisableExecuteApiEndpoint).toBe(true);
    expect(onlyOf(production.app, 'AWS::Route53::RecordSet').Properties.Name).toBe(
      'assent.example.com.',
    );
  });

  it('is what the configuration says, where it says one', () => {
    expect(addressOf(local.app, local.stage)).toBe(local.stage.baseUrl);
  });
});
