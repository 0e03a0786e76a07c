const REGISTRATION = /^n0_registry\.registerError\((\w+)\$, \1\);\n/gm;

/**
 * The text of a module of a client's shapes, without the errors that nobody knows. A client
 * registers a class for each error of its service, so esbuild keeps them all: 20 to 35 KB of a
 * client that is asked one thing, and 2 ms of a cold start. An error without a class of its own is
 * thrown as the service's base class, with its name, message and status: so the SDK does with those
 * that are newer than itself.
 */
export function withKnownErrors(module: string, isKnown: (name: string) => boolean): string {
  return module.replace(REGISTRATION, (line, name: string) => (isKnown(name) ? line : ''));
}
