// Loaded before every script, by whatever Node there is. On Linux the packages bring the right
// one; elsewhere an older one could only stumble over the first line of TypeScript.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Assent needs Node 24 or newer, and this is ${process.versions.node}: install Node 24 and run the command again.`,
  );
  process.exit(1);
}
