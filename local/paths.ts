import { join } from 'node:path';

/** The project's folder. */
export const PROJECT = join(import.meta.dirname, '..');

/** Everything that the local system keeps: deleting it is starting anew. */
export const ASSENT_FOLDER = join(PROJECT, '.assent');

/** The private Python environment with the engine in it. */
export const ENGINE_FOLDER = join(ASSENT_FOLDER, 'engine');

export const REQUIREMENTS = join(import.meta.dirname, 'engine/requirements.txt');
export const BOOT = join(import.meta.dirname, 'engine/boot.py');
