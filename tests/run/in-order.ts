/**
 * Runs jobs in their order, as many at a time as fit on the cores: a job starts when those before
 * it have started and its cores are free. Results stand in the order of the jobs.
 */
export async function inOrder<J extends { readonly cores: number }, R>(
  jobs: readonly J[],
  cores: number,
  run: (job: J) => Promise<R>,
): Promise<R[]> {
  let free = cores;
  const running = new Set<Promise<unknown>>();
  const results: Promise<R>[] = [];
  for (const job of jobs) {
    const needed = Math.min(job.cores, cores);
    while (free < needed) await Promise.race(running);
    free -= needed;
    const result = run(job);
    const ended: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => {
        free += needed;
        running.delete(ended);
      });
    running.add(ended);
    results.push(result);
  }
  return Promise.all(results);
}
