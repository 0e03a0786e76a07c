import { bellBehaviour } from '#tests/behaviour/bell.ts';
import { busBehaviour } from '#tests/behaviour/bus.ts';
import { machinesBehaviour } from '#tests/behaviour/machines.ts';
import { mailerBehaviour } from '#tests/behaviour/mailer.ts';
import { signerBehaviour } from '#tests/behaviour/signer.ts';
import { uploadsBehaviour } from '#tests/behaviour/uploads.ts';
import { memoryBell } from '#tests/memory/bell.ts';
import { memoryBus } from '#tests/memory/bus.ts';
import { fixedClock } from '#tests/memory/clock.ts';
import { memoryMachines } from '#tests/memory/machines.ts';
import { memoryMailer } from '#tests/memory/mailer.ts';
import { memoryObjects } from '#tests/memory/objects.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { memoryUploads } from '#tests/memory/uploads.ts';

signerBehaviour('the signer in memory', async () => memorySigner());

machinesBehaviour('the machines in memory', async () => {
  const machines = memoryMachines();
  return {
    machines,
    tokenOf: async (name) => machines.wait('waiting', name),
    ended: async (name) => machines.end('waiting', name),
  };
});

mailerBehaviour('the mailer in memory', async () => {
  const mailer = memoryMailer();
  return {
    mailer,
    received: async (address) =>
      mailer.sent
        .filter(({ to }) => to === address)
        .map(({ messageId, subject, html, text }) => ({ messageId, subject, html, text })),
  };
});

busBehaviour('the bus in memory', async () => {
  const bus = memoryBus();
  return {
    bus,
    received: async (type) =>
      bus.events.filter((event) => event.type === type).map(({ detail }) => JSON.parse(detail)),
  };
});

bellBehaviour('the bell in memory', async () => {
  const bell = memoryBell();
  return {
    bell,
    heard: async (fn) => bell.rings.filter((ring) => ring.fn === fn).map(({ payload }) => payload),
  };
});

uploadsBehaviour('uploads in memory', async () => {
  const objects = memoryObjects();
  const uploads = memoryUploads(objects, fixedClock());
  return { uploads, objects, put: uploads.put };
});
