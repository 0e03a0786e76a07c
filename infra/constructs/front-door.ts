import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';
import { except } from '../exceptions.ts';
import type { Names } from '../names.ts';

/** Requests a second and in a burst, by route: of tools, of looking, deciding, reporting harm. */
const TOOLS = { rateLimit: 100, burstLimit: 200 };
const LOOK = { rateLimit: 20, burstLimit: 40 };
const DECIDE = { rateLimit: 10, burstLimit: 20 };
const REPORT = { rateLimit: 2, burstLimit: 10 };

/** Where people answer, ask and report by link. */
const WRITTEN_BY_STRANGERS = ['/t/decide', '/t/work', '/t/draft', '/t/ask', '/t/repudiate'];

/**
 * What a line of the access log holds. Never a path, a query, a header or an address: where a mail
 * gateway has rewritten a link, the path holds its code.
 */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  integrationStatus: '$context.integration.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
};

const WHY_OPEN =
  'Whoever has a link has the mailbox it was sent to: its code, posted in the body, is the ' +
  'authority, and looking changes nothing.';

const WHY_PUBLIC =
  'Anybody may report harm, without an account: what is posted becomes one message in a queue, ' +
  'and nothing can be read or changed by it.';

export interface RoutedFunctions {
  readonly api: IFunction;
  readonly taskPage: IFunction;
  readonly taskDecide: IFunction;
  readonly report: IFunction;
}

/**
 * The HTTP API, made in two steps, because the functions behind it are told its address: the
 * address first, then the routes to the functions.
 */
export class FrontDoor extends Construct {
  /** What links begin with: configured, or API Gateway's own. Never taken from a request. */
  readonly baseUrl: string;
  /** Where signed requests go: the domain, or API Gateway's own address. */
  readonly apiUrl: string;
  readonly api: HttpApi;
  readonly #names: Names;
  readonly #domain: DomainName | undefined;
  readonly #isPublic: boolean;

  constructor(scope: Construct, id: string, props: { stage: Stage; names: Names }) {
    super(scope, id);
    const { stage, names } = props;
    this.#names = names;
    this.#isPublic = stage.publicReports;
    this.api = new HttpApi(this, 'Api', {
      apiName: names.api,
      createDefaultStage: false,
      disableExecuteApiEndpoint: stage.domain !== undefined,
    });
    this.#domain = stage.domain && this.#ownDomain(stage.domain);
    this.apiUrl = stage.domain ? `https://${stage.domain.name}` : this.api.apiEndpoint;
    this.baseUrl = stage.baseUrl ?? this.apiUrl;
  }

  /** Adds the routes, the stage with its throttles, and the log. */
  route(functions: RoutedFunctions): void {
    const to = (name: string, fn: IFunction) =>
      new HttpLambdaIntegration(name, fn, { scopePermissionToRoute: false });
    const page = to('TaskPage', functions.taskPage);
    const decide = to('TaskDecide', functions.taskDecide);
    const { GET, HEAD, POST, ANY } = HttpMethod;
    const open = [
      ...this.api.addRoutes({ path: '/t', methods: [GET, HEAD], integration: page }),
      ...this.api.addRoutes({ path: '/t/open', methods: [POST], integration: page }),
      ...WRITTEN_BY_STRANGERS.flatMap((path) =>
        this.api.addRoutes({ path, methods: [POST], integration: decide }),
      ),
      // Gateways that turn `#` into `%23` make the code part of the path: the page takes it all.
      new HttpRoute(this, 'Rest', {
        httpApi: this.api,
        routeKey: HttpRouteKey.DEFAULT,
        integration: page,
      }),
    ];
    for (const route of open) except(route, 'APIG4', WHY_OPEN);
    const reports = this.#isPublic ? this.#takeReports(to('Report', functions.report)) : [];
    const signed = this.api.addRoutes({
      path: '/v1/{proxy+}',
      methods: [ANY],
      integration: to('Records', functions.api),
      authorizer: new HttpIamAuthorizer(),
    });
    this.#stage([...open, ...reports, ...signed]);
  }

  #takeReports(integration: HttpLambdaIntegration): HttpRoute[] {
    const methods = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST];
    const routes = this.api.addRoutes({ path: '/report', methods, integration });
    for (const route of routes) except(route, 'APIG4', WHY_PUBLIC);
    return routes;
  }

  #stage(routes: HttpRoute[]): void {
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: this.#names.apiLogGroup,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: LOOK,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
      ...(this.#domain && { domainMapping: { domainName: this.#domain } }),
    });
    const raw = stage.node.defaultChild;
    if (!(raw instanceof CfnStage)) throw new Error('an HTTP stage without its resource');
    // Route keys are names, not properties: as an override they reach the template as they are.
    raw.addPropertyOverride('RouteSettings', {
      'ANY /v1/{proxy+}': settings(TOOLS),
      ...(this.#isPublic && { 'POST /report': settings(REPORT) }),
      ...Object.fromEntries(WRITTEN_BY_STRANGERS.map((path) => [`POST ${path}`, settings(DECIDE)])),
    });
    // A setting for a route that is not there yet is refused.
    for (const route of routes) stage.node.addDependency(route);
  }

  #ownDomain(domain: NonNullable<Stage['domain']>): DomainName {
    const made = new DomainName(this, 'Domain', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificate),
    });
    if (domain.zone) {
      const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: domain.zone.id,
        zoneName: domain.zone.name,
      });
      const { regionalDomainName, regionalHostedZoneId } = made;
      new ARecord(this, 'Address', {
        zone,
        recordName: `${domain.name}.`,
        target: RecordTarget.fromAlias(
          new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
        ),
      });
    } else {
      new CfnOutput(this, 'DomainTarget', { value: made.regionalDomainName });
    }
    return made;
  }
}

function settings({ rateLimit, burstLimit }: typeof LOOK) {
  return { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
}
