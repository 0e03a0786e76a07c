import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import * as z from 'zod';

/** What the CDK wrote: https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth */
const stackArtifact = z.object({
  type: z.literal('aws:cloudformation:stack'),
  dependencies: z.array(z.string()).default([]),
  properties: z.object({
    templateFile: z.string(),
    stackName: z.string(),
    tags: z.record(z.string(), z.string()).default({}),
  }),
});
const assetsArtifact = z.object({
  type: z.literal('cdk:asset-manifest'),
  properties: z.object({ file: z.string() }),
});
const otherArtifact = z.object({ type: z.string() });
const manifest = z.object({
  artifacts: z.record(z.string(), z.union([stackArtifact, assetsArtifact, otherArtifact])),
});

const assetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string(), packaging: z.string() }),
      destinations: z.record(
        z.string(),
        z.object({ bucketName: z.string(), objectKey: z.string() }),
      ),
    }),
  ),
});

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
});
const template = z.looseObject({
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Rules: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resource),
});

export type Resource = z.infer<typeof resource>;
export type Template = z.infer<typeof template>;

export interface SynthesisedStack {
  readonly name: string;
  readonly template: Template;
  readonly tags: Readonly<Record<string, string>>;
}

/** A folder that goes zipped into a bucket. */
export interface Asset {
  readonly folder: string;
  readonly bucket: string;
  readonly key: string;
}

export interface Assembly {
  /** Each after those it depends on. */
  readonly stacks: readonly SynthesisedStack[];
  readonly assets: readonly Asset[];
}

/** What lies in the folder that was synthesised into. Throws where it is none or not whole. */
export function readAssembly(folder: string): Assembly {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const artifacts = Object.entries(manifest.parse(read('manifest.json')).artifacts);
  const stacks = new Map(
    artifacts.flatMap(([id, artifact]) => {
      const parsed = stackArtifact.safeParse(artifact);
      return parsed.success ? [[id, parsed.data] as const] : [];
    }),
  );
  const manifests = artifacts.flatMap(([, artifact]) => {
    const parsed = assetsArtifact.safeParse(artifact);
    return parsed.success ? [assetManifest.parse(read(parsed.data.properties.file))] : [];
  });
  const files = manifests.flatMap(({ files }) => Object.values(files));
  return {
    stacks: inOrder(stacks).map(({ properties: { stackName, templateFile, tags } }) => ({
      name: stackName,
      template: template.parse(read(templateFile)),
      tags,
    })),
    assets: files
      .filter(({ source }) => source.packaging === 'zip')
      .flatMap(({ source, destinations }) =>
        Object.values(destinations).map(({ bucketName, objectKey }) => ({
          folder: join(folder, source.path),
          bucket: bucketName,
          key: objectKey,
        })),
      ),
  };
}

/** Each of those that depend on others after them. The CDK lets no circle through. */
function inOrder<T extends { dependencies: string[] }>(all: ReadonlyMap<string, T>): T[] {
  const ordered = new Set<T>();
  const add = (one: T) => {
    for (const id of one.dependencies) {
      const before = all.get(id);
      if (before) add(before);
    }
    ordered.add(one);
  };
  for (const one of all.values()) add(one);
  return [...ordered];
}

/** The folder as a ZIP, not compressed: it goes no farther than this machine. */
export function zipFolder(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const content = Object.fromEntries(
    files.map((path) => [relative(folder, path), readFileSync(path)]),
  );
  return zipSync(content, { level: 0, mtime: '2020-01-01T00:00:00Z' });
}
