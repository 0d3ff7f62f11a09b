/*
 * The glossary's word for every code of the domain, in the reader's language: one file a noun, so that a page
 * carries the words it says and no others.
 */
export * from './labels/area';
export * from './labels/body';
export * from './labels/evaluation';
export * from './labels/localized';
export * from './labels/mail';
export * from './labels/measure';
export * from './labels/need';
export * from './labels/round';
export * from './labels/search';
export * from './labels/status';
