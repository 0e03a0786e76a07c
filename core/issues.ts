import type * as z from 'zod';
import type { Issue } from './errors.ts';

/** zod's issues as ours: RFC 6901 path and message. */
export function issuesOf(error: z.ZodError): readonly Issue[] {
  return error.issues.flatMap(withinUnion).map((issue) => ({
    path: issue.path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    message: issue.message,
  }));
}

type ZodIssue = z.core.$ZodIssue;

// "Invalid input" helps nobody: what a union has to say is in the branch that came nearest.
function withinUnion(issue: ZodIssue): readonly ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const isOfOtherType = (each: ZodIssue) => each.code === 'invalid_type' && each.path.length === 0;
  const [nearest = []] = issue.errors.toSorted(
    (a, b) => Number(a.some(isOfOtherType)) - Number(b.some(isOfOtherType)) || a.length - b.length,
  );
  if (nearest.length === 0) return [issue];
  return nearest.flatMap((each) => withinUnion({ ...each, path: [...issue.path, ...each.path] }));
}
