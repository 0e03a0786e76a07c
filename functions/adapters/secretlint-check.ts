import type { CredentialCheck } from '#core/store/record-store.ts';

/**
 * Finds credentials with secretlint's recommended rules. Loaded on first use: it is large, and
 * most invocations write nothing that a person typed.
 */
export const secretlintCheck: CredentialCheck = {
  async find(text) {
    const [{ lintSource }, { creator }] = await Promise.all([
      import('@secretlint/core'),
      import('@secretlint/secretlint-rule-preset-recommend'),
    ]);
    const { messages } = await lintSource({
      source: { filePath: 'record.json', content: text, ext: '.json', contentType: 'text' },
      options: {
        config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
        // The message would quote the credential.
        maskSecrets: true,
      },
    });
    return messages[0]?.messageId;
  },
};
