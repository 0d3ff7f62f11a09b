/*
 * The glossary's word for every code of the domain, in the reader's language: one file a noun, so that a page
 * carries the words it says and no others.
 */
export * from './words/area';
export * from './words/body';
export * from './words/evaluation';
export * from './words/localized';
export * from './words/mail';
export * from './words/measure';
export * from './words/need';
export * from './words/round';
export * from './words/search';
export * from './words/status';
