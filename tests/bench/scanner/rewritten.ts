/** The link as a mail carries it. */
export const linkOf = (door: string, code: string): string => `${door}/t#${code}`;

/** The link as gateways, previewers and careless hands make it, each with what was done to it. */
export function rewritten(door: string, code: string): readonly string[] {
  const small = code.toLowerCase();
  const bare = code.replaceAll('-', '');
  return [
    linkOf(door, code),
    `${door}/t%23${code}`,
    `${door}/t/%23${code}`,
    `${door}/t%2523${code}`,
    `${door}/t/%2523${code}`,
    `${door}/t/#${code}`,
    `${door}/t/${code}`,
    `${door}/t/${code}/`,
    `${door}/T/${code}`,
    `${door}/t?${code}`,
    `${door}/t?code=${code}`,
    `${door}/t?code=${code}&choice=approve`,
    `${door}/t?utm_source=mail#${code}`,
    `${door}/t;jsessionid=1#${code}`,
    `${door}/t#${small}`,
    `${door}/t/${small}`,
    `${door}/t#${bare}`,
    `${door}/t#${code}.`,
    `${door}/t#${code})`,
    `${door}/t#${code}%3E`,
    `${door}/t#${code}&data=05%7C02`,
    `${door}/t%3D#${code}`,
    `${door}//t#${code}`,
    `${door}/t%23${code}%20`,
  ];
}

/** The code as it may be typed, copied or cut. */
export function spelt(code: string): readonly string[] {
  const bare = code.replaceAll('-', '');
  return [
    code,
    code.toLowerCase(),
    code.replaceAll('-', ' '),
    bare,
    ` ${code}\n`,
    `#${code}`,
    `${code}.`,
    code.slice(0, -1),
    bare.replaceAll('0', 'O').replaceAll('1', 'l'),
    '',
  ];
}
