import { type LocksUnderTest, locksBehaviour } from '#tests/behaviour/locks.ts';
import { objectsBehaviour } from '#tests/behaviour/objects.ts';
import { memoryObjects } from '#tests/memory/objects.ts';

objectsBehaviour('the bucket in memory', async () => bucketUnderTest());

locksBehaviour('the bucket in memory', async () => bucketUnderTest());

function bucketUnderTest(): LocksUnderTest {
  const objects = memoryObjects();
  const newest = (path: string) => {
    const [version] = objects.versions(path);
    if (version === undefined) throw new Error(`Nothing at ${path}`);
    return version;
  };
  return {
    objects,
    locks: objects,
    async inspect(path) {
      const { contentType, retainUntil, held, tags } = newest(path);
      return { versions: objects.versions(path).length, contentType, retainUntil, held, tags };
    },
    async hide(path) {
      objects.hide(path);
    },
    async destroy(path) {
      objects.remove(path, newest(path).id);
    },
  };
}
