/** Asks until the answer is there. @throws after so many seconds, saying what was waited for */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  seconds = 30,
): Promise<T> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited ${seconds} s for ${what} in vain`);
}
