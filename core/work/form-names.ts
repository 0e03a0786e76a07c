/** The names under which the form of a piece of work is posted: each field has its own. */

/** `w-reason`. */
export const fieldName = (key: string): string => `w-${key}`;

/** `w-harm-health`: one of several that may be chosen together. */
export const optionName = (key: string, value: string): string => `w-${key}-${value}`;

/** `w-actions-2-owner`: rows count from 1. */
export const rowName = (key: string, row: number, sub: string): string => `w-${key}-${row}-${sub}`;

/** What a chosen one of several posts. */
export const CHOSEN = 'yes';

/** Rows that the form shows, as far as the field takes them. */
export const ROWS = 3;
